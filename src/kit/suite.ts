/** One eval suite: where its cases are and what it measures. */
export interface SuiteDefinition {
  title: string;
  description: string;
  /** JSONL files below `evals/`, by split. */
  cases: Record<string, string>;
  /** Splits run when none is named. */
  splits: string[];
}

/** Declares an eval suite. The only export of a file in `evals/`. */
export function defineSuite(definition: SuiteDefinition): SuiteDefinition {
  return definition;
}
