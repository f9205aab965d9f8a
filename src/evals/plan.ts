import { join } from "node:path";

import type { EvalCase } from "../domain/eval.ts";
import { codeRoot, packageRoot } from "../home.ts";
import { discover } from "../kit/discover.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import type { ExposureSuite, PublishedReference, SuiteDefinition } from "../kit/suite.ts";
import { readCases } from "./cases.ts";

interface PlannedAbout {
  suite: string;
  title: string;
  split: string;
  complete: boolean;
}

export interface PlannedCases extends PlannedAbout {
  kind: "answers" | "retrieval";
  cases: EvalCase[];
}

export interface PlannedReferences extends PlannedAbout {
  kind: "exposure";
  references: PublishedReference[];
  ratings: string[];
}

export type Planned = PlannedCases | PlannedReferences;

/** What of the suites is wanted. */
export interface Choice {
  suites: string[];
  split?: string | undefined;
  limit?: number | undefined;
  filter?: string | undefined;
}

/** The split that may be measured and not be seen. */
export const heldOut = "held-out";
/** The one split of a suite without cases. */
const reference = "reference";

/** The folder of suites' files. */
export function evalsFolder(): string {
  return join(packageRoot(), "evals");
}

/** What a call asks to run, suite after suite. Throws `usage` for a suite or split there is not, or where nothing is left. */
export async function plan(choice: Choice): Promise<Planned[]> {
  const found = await discover<SuiteDefinition>(join(codeRoot(), "evals"));
  const unknown = choice.suites.find((name) => !found.some((suite) => suite.name === name));
  if (unknown !== undefined)
    throw new AttacheError("usage", `There is no suite ${quoted(unknown)}.`, {
      next: `The suites are ${found.map((suite) => suite.name).join(", ")}.`,
    });
  const chosen = found.filter((suite) => choice.suites.length === 0 || choice.suites.includes(suite.name));
  const splits = [...new Set(chosen.flatMap((suite) => splitsOf(suite.definition)))];
  if (choice.split !== undefined && !splits.includes(choice.split))
    throw new AttacheError("usage", `There is no split ${quoted(choice.split)}.`, {
      next: `The splits are ${splits.join(", ")}.`,
    });
  const planned = chosen.flatMap(({ name, definition }) =>
    wantedSplits(definition, choice.split).flatMap((split) => partOf(name, definition, split, choice)),
  );
  if (planned.length === 0)
    throw new AttacheError("usage", "No case matches.", { next: "Check --filter and --limit: attache eval --help" });
  return planned;
}

function splitsOf(definition: SuiteDefinition): string[] {
  return definition.kind === "exposure" ? [reference] : Object.keys(definition.cases);
}

function wantedSplits(definition: SuiteDefinition, split: string | undefined): string[] {
  if (split !== undefined) return splitsOf(definition).filter((name) => name === split);
  return definition.kind === "exposure" ? [reference] : definition.splits;
}

function partOf(suite: string, definition: SuiteDefinition, split: string, choice: Choice): Planned[] {
  const about = { suite, title: definition.title, split };
  if (definition.kind === "exposure") return referencesOf(about, definition, choice);
  const files = [definition.cases[split] ?? []].flat().map((file) => join(evalsFolder(), file));
  const all = files.flatMap(readCases).filter((entry) => definition.kind !== "retrieval" || isSearchable(entry));
  const cases = chosenOf(all, (entry) => [entry.type, entry.id], choice);
  const kind = definition.kind ?? "answers";
  return cases.length === 0 ? [] : [{ kind, ...about, cases, complete: cases.length === all.length }];
}

// Where no source is expected, nothing says what the search should find.
function isSearchable({ abstain, sources }: EvalCase): boolean {
  return !abstain && sources.length > 0;
}

function referencesOf(about: Omit<PlannedAbout, "complete">, definition: ExposureSuite, choice: Choice): Planned[] {
  const references = chosenOf(definition.references, ({ id }) => [id], choice);
  const ratings = chosenOf(definition.ratings, (file) => [file], {
    ...choice,
    limit: choice.limit && Math.max(0, choice.limit - references.length),
  });
  const count = references.length + ratings.length;
  const complete = count === definition.references.length + definition.ratings.length;
  return count === 0 ? [] : [{ kind: "exposure", ...about, references, ratings, complete }];
}

function chosenOf<Item>(items: Item[], namesOf: (item: Item) => string[], { filter, limit }: Partial<Choice>): Item[] {
  const wanted = filter?.toLowerCase();
  return items
    .filter((item) => !wanted || namesOf(item).some((name) => name.toLowerCase().includes(wanted)))
    .slice(0, limit);
}
