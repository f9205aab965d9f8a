import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { compareClaim, Thresholds } from "../src/agent/verify/compare-claim.ts";
import { readOpposites } from "../src/agent/verify/opposites.ts";
import { openDesk } from "../src/desk.ts";
import { packageRoot } from "../src/home.ts";

/**
 * Fits the overlap thresholds of the claim check on labelled pairs and prints the confusion matrix:
 * `npm run calibrate [-- --write] [-- --split held-out]`. Word overlap alone is printed beside it.
 */
const verdicts = ["supported", "contradicted", "partly", "not-found"] as const;
const Pair = z.object({
  id: z.string(),
  claim: z.string(),
  evidence: z.string(),
  label: z.enum(verdicts),
  kind: z.string().optional(),
});
type Pair = z.infer<typeof Pair>;

const split = process.argv.includes("--split")
  ? (process.argv[process.argv.indexOf("--split") + 1] ?? "")
  : "development";
const pairs = readFileSync(join(packageRoot(), "evals", "cases", `claims-${split}.jsonl`), "utf8")
  .trim()
  .split("\n")
  .map((line) => Pair.parse(JSON.parse(line)));
const { gazetteer } = await openDesk();
const opposites = readOpposites(
  readFileSync(join(packageRoot(), "corpus", "opposites.yaml"), "utf8"),
  "opposites.yaml",
);
const file = join(packageRoot(), "corpus", "models", "verify.json");
const judge = (pair: Pair, thresholds: Thresholds): (typeof verdicts)[number] =>
  compareClaim(
    pair.claim,
    { text: pair.evidence, names: "", countries: [], figures: [], dates: [] },
    { gazetteer, opposites, thresholds },
  ).verdict;

let thresholds = Thresholds.parse(JSON.parse(readFileSync(file, "utf8")));
if (process.argv.includes("--write")) {
  const steps = Array.from({ length: 15 }, (_, index) => Math.round((0.15 + 0.05 * index) * 100) / 100);
  const tried = steps.flatMap((related) =>
    steps.filter((supports) => supports >= related).map((supports) => ({ related, supports })),
  );
  const [best] = tried
    .map((candidate) => ({ candidate, value: accuracy((pair) => judge(pair, { ...thresholds, ...candidate })) }))
    .sort((a, b) => b.value - a.value || b.candidate.supports - a.candidate.supports);
  if (best) thresholds = { ...thresholds, ...best.candidate };
  writeFileSync(file, `${JSON.stringify(thresholds, null, 2).replaceAll(/\n\s*/g, " ")}\n`);
}
process.stdout.write(`${split}: ${pairs.length} pairs, thresholds ${JSON.stringify(thresholds)}\n\n`);
report("All checks", (pair) => judge(pair, thresholds));
report("Word overlap alone", (pair) => {
  const { overlap } = compareClaim(
    pair.claim,
    { text: pair.evidence, names: "", countries: [], figures: [], dates: [] },
    { gazetteer, opposites, thresholds },
  );
  return overlap >= thresholds.supports ? "supported" : "not-found";
});
const kinds = [...new Set(pairs.map((pair) => `${pair.label} ${pair.kind ?? ""}`))].sort();
for (const kind of kinds) {
  const some = pairs.filter((pair) => `${pair.label} ${pair.kind ?? ""}` === kind);
  const right = some.filter((pair) => judge(pair, thresholds) === pair.label);
  process.stdout.write(`${kind}: ${right.length} of ${some.length}\n`);
  if (process.argv.includes("--show") && split === "development")
    for (const pair of some.filter((one) => !right.includes(one)))
      process.stdout.write(`    ${judge(pair, thresholds)}: ${pair.claim} || ${pair.evidence}\n`);
}
process.exit(0);

function accuracy(of: (pair: Pair) => string): number {
  return pairs.filter((pair) => of(pair) === pair.label).length / pairs.length;
}

function macroF1(of: (pair: Pair) => string): number {
  const scores = verdicts.map((label) => {
    const truth = pairs.filter((pair) => pair.label === label).length;
    const said = pairs.filter((pair) => of(pair) === label).length;
    const both = pairs.filter((pair) => pair.label === label && of(pair) === label).length;
    return both === 0 ? 0 : (2 * both) / (truth + said);
  });
  return scores.reduce((sum, value) => sum + value, 0) / scores.length;
}

function report(title: string, of: (pair: Pair) => string): void {
  const rows = verdicts.map((label) =>
    verdicts.map((said) => pairs.filter((pair) => pair.label === label && of(pair) === said).length),
  );
  const right = rows.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  process.stdout.write(
    `${title}: ${right} of ${pairs.length} right, macro F1 ${macroF1(of).toFixed(2)}\n| label \\ verdict | ${verdicts.join(" | ")} |\n|---|${"---:|".repeat(verdicts.length)}\n${rows
      .map((row, index) => `| ${verdicts[index]} | ${row.join(" | ")} |`)
      .join("\n")}\n\n`,
  );
}
