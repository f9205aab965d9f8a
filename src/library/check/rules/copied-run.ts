import { fold } from "../../../domain/text.ts";
import type { CheckedCorpus } from "../checked-corpus.ts";
import { defineRule } from "../define-rule.ts";
import type { Place } from "../finding.ts";

interface Run {
  words: string;
  place: () => Place;
  of: string;
}

export default defineRule({
  summary: "Words in a row that stand in a text of the folder named with --against",
  level: "error",
  *check(corpus, { against, review }) {
    const [first] = against;
    if (!first) return;
    // Runs of the corpus are kept and the texts stream past them: a large folder costs time, not memory.
    const runs = new Map<string, Run[]>();
    for (const { text, place, of } of textsOf(corpus))
      for (const { words, offset } of runsOf(text, review.copied_run))
        runs.set(words, [...(runs.get(words) ?? []), { words, of, place: () => place(offset) }]);
    const told = new Set<string>();
    for (const { name, text } of against)
      for (const { words } of runsOf(text, review.copied_run))
        for (const run of runs.get(words) ?? []) {
          const key = `${run.of}\n${name}`;
          if (told.has(key)) continue; // one finding for a text and a record: the first words they share
          told.add(key);
          yield {
            place: run.place(),
            message: `${run.of} shares ${review.copied_run} words with ${name}: “${words}”`,
            mend: "Say it in other words",
          };
        }
  },
});

interface Text {
  text: string;
  of: string;
  place: (offset: number) => Place;
}

function* textsOf({ facts, files, conflicts }: CheckedCorpus): Generator<Text> {
  for (const { record, at } of facts) yield { text: record.claim, of: record.id, place: () => at("claim") };
  for (const { record, at } of conflicts) yield { text: record.note, of: record.id, place: () => at("note") };
  for (const { form, body, path, atOffset } of files)
    // Headings carry the titles of what they digest.
    if (form === "digest")
      for (const match of body.text.matchAll(/^[^\n#][^\n]*/gm))
        yield {
          text: match[0],
          of: `${path}, line ${atOffset(body.start + match.index).line}`,
          place: (offset) => atOffset(body.start + match.index + offset),
        };
}

/** Every run of so many words of a text, folded, with its offset. Runs of names or numbers alone are left out. */
function* runsOf(text: string, length: number): Generator<{ words: string; offset: number }> {
  const words = [...text.matchAll(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)];
  for (let index = 0; index + length <= words.length; index += 1) {
    const run = words.slice(index, index + length);
    if (run.filter(([word]) => /^\p{Ll}/u.test(word)).length < 3) continue;
    yield { words: run.map(([word]) => fold(word)).join(" "), offset: run[0]?.index ?? 0 };
  }
}
