import type { Fact } from "../domain/fact.ts";
import type { Grade, Source } from "../domain/source.ts";
import type { Corpus } from "./corpus.ts";

type Numbered<T> = Omit<T, "grade"> & { grade: number };

/** A corpus as it is kept: some fifty grades stand at thousands of facts and sources, so each is written once. */
export interface KeptCorpus extends Omit<Corpus, "facts" | "sources" | "predicted"> {
  grades: Grade[];
  facts: Numbered<Fact>[];
  sources: Numbered<Source>[];
}

/** The corpus with its grades apart, and numbers in their places. */
export function withoutGrades({ predicted: _predicted, ...corpus }: Corpus): KeptCorpus {
  const grades = new Map<string, number>();
  const numbered = <T extends { grade: Grade }>(entry: T): Numbered<T> => {
    const grade = JSON.stringify(entry.grade);
    if (!grades.has(grade)) grades.set(grade, grades.size);
    return { ...entry, grade: grades.get(grade) ?? 0 };
  };
  const [facts, sources] = [corpus.facts.map(numbered), corpus.sources.map(numbered)];
  return { ...corpus, facts, sources, grades: [...grades.keys()].map((grade) => JSON.parse(grade) as Grade) };
}

/** The corpus with its grades in their places again: they are put into what is given, which is no copy. */
export function withGrades({ grades, ...kept }: KeptCorpus): Omit<Corpus, "predicted"> {
  for (const entries of [kept.facts, kept.sources] as { grade: unknown }[][])
    for (const entry of entries) entry.grade = grades[entry.grade as number];
  return kept as unknown as Omit<Corpus, "predicted">;
}
