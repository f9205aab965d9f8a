import { z } from "zod";

import { stemOf, tokens } from "../../library/words.ts";
import { readYaml } from "../../library/yaml.ts";

const Words = z.array(z.string().min(2).max(40)).min(1).max(20);
const Pairs = z.array(z.tuple([Words, Words])).max(200);
const OppositeFile = z.strictObject({
  pairs: Pairs,
  /** Of general English: for a claim that comes with its evidence. In a draft they would fault what is right. */
  general: Pairs,
});

/** Stem → stems that say the contrary. */
export type Opposites = Map<string, Set<string>>;

/** Reads `corpus/opposites.yaml`; `general` words only where they are asked for. */
export function readOpposites(text: string, file: string, { general = false } = {}): Opposites {
  const opposites: Opposites = new Map();
  const link = (from: string[], to: string[]): void => {
    for (const word of from) {
      const known = opposites.get(stemOf(word)) ?? new Set<string>();
      for (const other of to) known.add(stemOf(other));
      opposites.set(stemOf(word), known);
    }
  };
  const listed = readYaml(OppositeFile, text, file);
  for (const [left, right] of [...listed.pairs, ...(general ? listed.general : [])]) {
    link(left, right);
    link(right, left);
  }
  return opposites;
}

/** A word of the claim whose contrary the evidence has where the claim's own word is missing: [claim, evidence]. */
export function contraryWord(claim: string, evidence: string, opposites: Opposites): [string, string] | undefined {
  const own = tokens(claim);
  const theirs = tokens(evidence);
  const have = new Set(theirs.map((token) => token.stem));
  const said = new Set(own.map((token) => token.stem));
  for (const token of own) {
    if (have.has(token.stem)) continue;
    const against = opposites.get(token.stem);
    const other = against && theirs.find(({ stem }) => against.has(stem) && !said.has(stem));
    if (other) return [token.word, other.word];
  }
  return undefined;
}
