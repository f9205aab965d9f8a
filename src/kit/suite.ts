interface About {
  title: string;
  description: string;
}

/** Questions whose answers are scored: the kind of a suite that names none. */
export interface AnswersSuite extends About {
  kind?: "answers";
  /** JSONL files below `evals/`, by split. */
  cases: Record<string, string>;
  /** Splits run when none is named. */
  splits: string[];
}

/** The same questions put to the search alone: the `sources` of a case are what it should find. */
export interface RetrievalSuite extends About {
  kind: "retrieval";
  /** JSONL files below `evals/`, by split. */
  cases: Record<string, string[]>;
  splits: string[];
}

/** A published index that our engine must reproduce from its published data. */
export interface PublishedReference {
  id: string;
  title: string;
  /** Method file, below `evals/`. */
  method: string;
  /** Weights other than the method's, by indicator. */
  weights?: Record<string, number>;
  /** CSV of the values, in the folder of published data. */
  data: string;
  /** CSV of what was published, with its columns for the unit and for the result. */
  published: { file: string; unit: string; column: string };
  /** Ranks must be equal; scores must be equal to so many decimals. */
  compare: { what: "ranks" } | { what: "scores"; decimals: number };
}

/** Published indices beside what our engine makes of their data, and ratings beside our order. */
export interface ExposureSuite extends About {
  kind: "exposure";
  references: PublishedReference[];
  /** Files of ratings below `evals/`. Nothing is fitted to them: they are set beside our order. */
  ratings: string[];
}

/** One eval suite: what it measures and on which files. Suites differ in kind. */
export type SuiteDefinition = AnswersSuite | RetrievalSuite | ExposureSuite;

/** Declares an eval suite. The only export of a file in `evals/`. */
export function defineSuite(definition: SuiteDefinition): SuiteDefinition {
  return definition;
}
