import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { compareClaim, Thresholds } from "../src/agent/verify/compare-claim.ts";
import { judgePair } from "../src/agent/verify/judge-pair.ts";
import { readOpposites } from "../src/agent/verify/opposites.ts";
import type { PairThresholds } from "../src/agent/verify/pair-thresholds.ts";
import { openDesk } from "../src/desk.ts";
import { packageRoot } from "../src/home.ts";
import { strangersIn } from "./strangers.ts";

/**
 * Fits the thresholds of the check of pairs on the labelled pairs and on strangers, and prints confusion matrices:
 * `npm run calibrate [-- --write] [-- --show] [-- --split held-out]`. Word overlap alone is printed beside it.
 */
const verdicts = ["supported", "contradicted", "partly", "not-found"] as const;
type Verdict = (typeof verdicts)[number];
const Pair = z.object({
  id: z.string(),
  claim: z.string(),
  evidence: z.string(),
  label: z.enum(verdicts),
  kind: z.string().optional(),
});
type Pair = z.infer<typeof Pair>;

/** At least this share of strangers has to be not found. */
const leastNotFound = 0.9;

const split = process.argv.includes("--split")
  ? (process.argv[process.argv.indexOf("--split") + 1] ?? "")
  : "development";
const pairs = readFileSync(join(packageRoot(), "evals", "cases", `claims-${split}.jsonl`), "utf8")
  .trim()
  .split("\n")
  .map((line) => Pair.parse(JSON.parse(line)));
const { gazetteer, library } = await openDesk();
const opposites = readOpposites(
  readFileSync(join(packageRoot(), "corpus", "opposites.yaml"), "utf8"),
  "opposites.yaml",
);
const file = join(packageRoot(), "corpus", "models", "verify.json");
const strangers = split === "development" ? strangersIn(library.facts()) : [];
const judged = new Map<string, Verdict>();
const judge = ({ claim, evidence }: Pick<Pair, "claim" | "evidence">, by: PairThresholds): Verdict => {
  const key = JSON.stringify([claim, evidence, by]);
  const verdict = judged.get(key) ?? judgePair(claim, evidence, { gazetteer, opposites }, by).verdict;
  judged.set(key, verdict);
  return verdict;
};

let thresholds = Thresholds.parse(JSON.parse(readFileSync(file, "utf8")));
if (process.argv.includes("--write") && split === "development") {
  process.stdout.write(`fitted on other pairs: ${crossValidated(8).toFixed(2)} macro F1\n`);
  thresholds = { ...thresholds, pairs: fitted(pairs) };
  writeFileSync(file, `${JSON.stringify(thresholds, null, 2).replaceAll(/\{\n\s{4}([^}]*)\n\s{2}\}/g, inOneLine)}\n`);
}
process.stdout.write(`${split}: ${pairs.length} pairs, thresholds ${JSON.stringify(thresholds.pairs)}\n\n`);
report("All checks", (pair) => judge(pair, thresholds.pairs));
report("Word overlap alone", (pair) => {
  const against = { text: pair.evidence, names: "", countries: [], figures: [], dates: [] };
  const { overlap } = compareClaim(pair.claim, against, { gazetteer, opposites, thresholds: thresholds.pairs });
  return overlap >= thresholds.pairs.supports ? "supported" : "not-found";
});
if (strangers.length > 0) {
  const counts = verdicts.map(
    (verdict) => `${verdict} ${strangers.filter((pair) => judge(pair, thresholds.pairs) === verdict).length}`,
  );
  process.stdout.write(`Strangers, ${strangers.length}, none of which is borne out: ${counts.join(", ")}\n\n`);
}
const kinds = [...new Set(pairs.map((pair) => `${pair.label} ${pair.kind ?? ""}`))].sort();
for (const kind of kinds) {
  const some = pairs.filter((pair) => `${pair.label} ${pair.kind ?? ""}` === kind);
  const right = some.filter((pair) => judge(pair, thresholds.pairs) === pair.label);
  process.stdout.write(`${kind}: ${right.length} of ${some.length}\n`);
  if (process.argv.includes("--show") && split === "development")
    for (const pair of some.filter((one) => !right.includes(one)))
      process.stdout.write(`    ${judge(pair, thresholds.pairs)}: ${pair.claim} || ${pair.evidence}\n`);
}
process.exit(0);

/** Of the thresholds that keep strangers out, those with the best macro F1 on labelled pairs. */
function fitted(some: Pair[]): PairThresholds {
  const overlaps = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];
  const tried = overlaps.flatMap((related) =>
    overlaps.filter((supports) => supports >= related).map((supports) => ({ related, supports })),
  );
  const [best] = tried
    .filter((candidate) => notFound(candidate) >= leastNotFound)
    .map((candidate) => ({ candidate, value: macroF1(some, (pair) => judge(pair, candidate)) }))
    .sort((a, b) => b.value - a.value);
  return best?.candidate ?? thresholds.pairs;
}

function notFound(candidate: PairThresholds): number {
  const some = strangers.filter((_, index) => index % 3 === 0);
  return some.filter((pair) => judge(pair, candidate) === "not-found").length / some.length;
}

// Pairs on the same evidence stay together, so that none is judged by thresholds fitted on its neighbour.
function crossValidated(folds: number): number {
  const groups = [...new Set(pairs.map((pair) => pair.evidence))];
  const foldOf = (pair: Pair): number => groups.indexOf(pair.evidence) % folds;
  const said = new Map<Pair, Verdict>();
  for (let fold = 0; fold < folds; fold += 1) {
    const best = fitted(pairs.filter((pair) => foldOf(pair) !== fold));
    for (const pair of pairs.filter((one) => foldOf(one) === fold)) said.set(pair, judge(pair, best));
  }
  return macroF1(pairs, (pair) => said.get(pair) ?? "not-found");
}

function inOneLine(_whole: string, inner: string): string {
  return `{ ${inner.replaceAll(/\s*\n\s*/g, " ")} }`;
}

function macroF1(some: Pair[], of: (pair: Pair) => string): number {
  const scores = verdicts.map((label) => {
    const truth = some.filter((pair) => pair.label === label).length;
    const said = some.filter((pair) => of(pair) === label).length;
    const both = some.filter((pair) => pair.label === label && of(pair) === label).length;
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
    `${title}: ${right} of ${pairs.length} right, macro F1 ${macroF1(pairs, of).toFixed(2)}\n| label \\ verdict | ${verdicts.join(" | ")} |\n|---|${"---:|".repeat(verdicts.length)}\n${rows
      .map((row, index) => `| ${verdicts[index]} | ${row.join(" | ")} |`)
      .join("\n")}\n\n`,
  );
}
