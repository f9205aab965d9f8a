import { fileURLToPath } from "node:url";

import { checkCorpus, discoverRules, type Checked } from "../../src/library/check/check-corpus.ts";
import type { CheckContext } from "../../src/library/check/define-rule.ts";
import { readCheckSettings } from "../../src/library/check/settings.ts";
import type { CorpusFile } from "../../src/library/corpus-files.ts";

export const shippedCorpus = fileURLToPath(new URL("../../corpus", import.meta.url));

export const rules = await discoverRules(fileURLToPath(new URL("../../src/library/check/rules", import.meta.url)));

export const checkContext: CheckContext = {
  ...readCheckSettings(shippedCorpus, shippedCorpus),
  today: "2026-11-24",
  against: [],
  schemas: [],
};

/** Holds files against all rules, on one and the same day. */
export function check(files: CorpusFile[], context: Partial<CheckContext> = {}): Checked {
  return checkCorpus(files, rules, { ...checkContext, ...context });
}
