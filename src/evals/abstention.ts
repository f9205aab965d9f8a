import { join } from "node:path";

import { z } from "zod";

import { sentencesOf } from "../library/sentences.ts";
import { evalsFolder } from "./plan.ts";
import { readSettings } from "./settings.ts";

const Abstentions = z.strictObject({
  /** What a text says in its first sentence when it does not answer. */
  phrases: z.array(z.string().min(3).max(120)).min(1).max(200),
  /** Behind one of these words a figure is an answer after all: "I am not sure, but it is 40 %". */
  yet: z.array(z.string().regex(/^\p{Ll}{2,20}$/u)).max(40),
  /** With more words than this beside the phrase's sentence the text answers. */
  otherWords: z.number().int().min(0).max(1000),
});
export type Abstentions = z.infer<typeof Abstentions>;

/** Reads the words by which free text is known to abstain. */
export function readAbstentions(file = join(evalsFolder(), "abstentions.json")): Abstentions {
  return readSettings(Abstentions, file);
}

/** Tells whether a free text abstains: it says so in its first sentence, and goes on to say little else. */
export function abstentionIn({ phrases, yet, otherWords }: Abstentions): (text: string) => boolean {
  const folded = phrases.map(fold);
  const turn = new RegExp(String.raw`\b(?:${yet.join("|")})\b(.*)`, "isu");
  return (text) => {
    const parts = sentencesOf(text).map(({ start, end }) => text.slice(start, end));
    const [first = "", ...others] = parts;
    if (!folded.some((phrase) => fold(first).includes(phrase))) return false;
    if (yet.length > 0 && /\d/.test(turn.exec(first)?.[1] ?? "")) return false;
    return others.join(" ").split(/\s+/).filter(Boolean).length <= otherWords;
  };
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[’‘`]/g, "'").replace(/\s+/g, " ");
}
