import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { ReadingVerifier } from "../../../agent/verify/nli/with-nli.ts";
import { packageRoot } from "../../../home.ts";
import type { Verifier } from "../../../kit/verifier.ts";

/** The verifier with a second reader over it, from the folder of a natural-language-inference model. */
export async function withReader(verifier: Verifier, folder: string): Promise<ReadingVerifier> {
  const [{ loadNliModel }, { withNli }, { Thresholds }] = await Promise.all([
    import("../../../agent/verify/nli/nli-model.ts"),
    import("../../../agent/verify/nli/with-nli.ts"),
    import("../../../agent/verify/compare-claim.ts"),
  ]);
  const file = join(packageRoot(), "corpus", "models", "verify.json");
  const { nli } = Thresholds.parse(JSON.parse(readFileSync(file, "utf8")));
  return withNli(verifier, await loadNliModel(folder), nli);
}

/** What the second reader did, in a sentence. */
export function tallyLine({ read, changed }: ReadingVerifier["tally"]): string {
  const changes = Object.entries(changed).map(([change, count]) => `${change} ${count}`);
  return `The NLI model read ${read} again and changed ${changes.length > 0 ? changes.join(", ") : "none"}.`;
}
