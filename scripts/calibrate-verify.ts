import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { Thresholds } from "../src/agent/verify/compare-claim.ts";
import { judgePair, weighPair, type PairRules } from "../src/agent/verify/judge-pair.ts";
import { readOpposites } from "../src/agent/verify/opposites.ts";
import { likeliest, oddsOf, type Decision } from "../src/agent/verify/pairs/decision.ts";
import type { FeatureName, Features } from "../src/agent/verify/pairs/feature-names.ts";
import { openPairTools } from "../src/agent/verify/pairs/open-pair-tools.ts";
import { openDesk } from "../src/desk.ts";
import { packageRoot } from "../src/home.ts";
import { openModelFolder } from "../src/library/embedding/model-folder.ts";
import { fitDecision, type Example } from "./calibrate/fit-decision.ts";
import { matrix, summary, verdicts, type Scored } from "./calibrate/score.ts";
import { strangersIn } from "./strangers.ts";

/**
 * Fits the decision of the check of pairs on the labelled pairs and on strangers, and prints confusion matrices:
 * `npm run calibrate [-- --write] [-- --show] [-- --split held-out]`.
 */
const Pair = z.object({
  id: z.string(),
  claim: z.string(),
  evidence: z.string(),
  label: z.enum(verdicts),
  kind: z.string().optional(),
});
interface Pair extends z.infer<typeof Pair> {
  set: string;
}
interface Seen extends Pair {
  features: Features;
  alone: Features;
}

/** Sets the decision is fitted on, and how much a pair of each counts: one set speaks of our matter only. */
const masses: Record<string, number> = { "general-development": 1, development: 0.5 };
/** At least this share of strangers has to be not found; how much they count grows until it is. */
const leastNotFound = 0.9;
const strangerMasses = [0.3, 1, 3, 9];
const folds = 8;
/** What only the embedded model can tell. */
const byMeaning: FeatureName[] = ["cosine", "phrase"];

const at = process.argv.indexOf("--split");
const split = at < 0 ? undefined : (process.argv[at + 1] ?? "");
const models = join(packageRoot(), "corpus", "models");
const file = join(models, "verify.json");
const opposites = join(packageRoot(), "corpus", "opposites.yaml");
const { gazetteer, library } = await openDesk();
const embedder = () => openModelFolder(join(models, "attache-embed-small"), { models });
const tools = await openPairTools({ models, opposites, embedder });
let thresholds = Thresholds.parse(JSON.parse(readFileSync(file, "utf8")));
const shared = { gazetteer, opposites: readOpposites(readFileSync(opposites, "utf8"), "opposites.yaml") };
const rules = (): PairRules => ({ ...shared, settings: thresholds.pairs, tools });
const rulesAlone = (): PairRules => ({ ...rules(), tools: { ...tools, meanings: undefined } });

if (split === undefined) {
  const pairs = Object.keys(masses).flatMap(pairsOf);
  if (process.argv.includes("--write")) await fit(pairs);
  for (const set of Object.keys(masses))
    await report(
      set,
      pairs.filter((pair) => pair.set === set),
    );
  await reportStrangers();
} else await report(split, pairsOf(split));
process.exit(0);

function pairsOf(set: string): Pair[] {
  return readFileSync(join(packageRoot(), "evals", "cases", `claims-${set}.jsonl`), "utf8")
    .trim()
    .split("\n")
    .map((line) => ({ ...Pair.parse(JSON.parse(line)), set }));
}

async function fit(pairs: Pair[]): Promise<void> {
  const seen = await seenOf(pairs);
  const strangers = await seenOf(
    strangersIn(library.facts())
      .filter((_, index) => index % 6 === 0)
      .map((pair, index) => ({ ...pair, id: `stranger-${index}`, label: "not-found", set: "strangers" })),
  );
  const decisions = (["features", "alone"] as const).map((as) => {
    const without = as === "alone" ? byMeaning : [];
    const mass = strangerMasses.find(
      (one) => notFound(fitted(seen, strangers, as, one, without), strangers, as) >= leastNotFound,
    );
    if (mass === undefined) throw new Error("No decision keeps strangers out.");
    crossValidated(seen, strangers, as, mass, without);
    return fitted(seen, strangers, as, mass, without);
  });
  const [meanings, words] = decisions;
  if (!meanings || !words) return;
  thresholds = { ...thresholds, pairs: { ...thresholds.pairs, meanings, words } };
  writeFileSync(
    file,
    `${JSON.stringify(thresholds, null, 2).replaceAll(/(?:\{|\[)\n\s+(?:"\w+": )?-?\d[^{}[\]]*(?:\}|\])/g, inOneLine)}\n`,
  );
}

async function seenOf(pairs: Pair[]): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const pair of pairs) {
    const { features } = await weighPair(pair.claim, pair.evidence, rules());
    const { features: alone } = await weighPair(pair.claim, pair.evidence, rulesAlone());
    seen.push({ ...pair, features, alone });
  }
  return seen;
}

type As = "features" | "alone";

function fitted(seen: Seen[], strangers: Seen[], as: As, mass: number, without: FeatureName[]): Decision {
  const examples = [...seen, ...strangers].flatMap((one): Example[] =>
    one.label === "partly" ? [] : [{ features: one[as], label: one.label, mass: masses[one.set] ?? mass }],
  );
  return fitDecision(examples, without);
}

function notFound(decision: Decision, strangers: Seen[], as: As): number {
  return strangers.filter((one) => likeliest(oddsOf(one[as], decision)) === "not-found").length / strangers.length;
}

// Pairs on the same evidence stay together, so that none is judged by weights fitted on its neighbour.
function crossValidated(seen: Seen[], strangers: Seen[], as: As, mass: number, without: FeatureName[]): void {
  const groups = [...new Set(seen.map(({ evidence }) => evidence))];
  const said: (Scored & { set: string })[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const isHere = ({ evidence }: Seen): boolean => groups.indexOf(evidence) % folds === fold;
    const decision = fitted(
      seen.filter((one) => !isHere(one)),
      strangers,
      as,
      mass,
      without,
    );
    for (const one of seen.filter(isHere))
      said.push({ set: one.set, label: one.label, said: likeliest(oddsOf(one[as], decision)) });
  }
  for (const set of Object.keys(masses))
    process.stdout.write(
      `${set}, ${as === "alone" ? "words alone" : "with meanings"}, cross-validated: ${summary(said.filter((one) => one.set === set))}\n`,
    );
}

async function report(set: string, pairs: Pair[]): Promise<void> {
  for (const [by, title] of [
    [rules(), "With meanings"],
    [rulesAlone(), "Words alone"],
  ] as const) {
    const start = performance.now();
    const said: (Scored & Pair)[] = [];
    for (const pair of pairs) said.push({ ...pair, said: (await judgePair(pair.claim, pair.evidence, by)).verdict });
    const each = (performance.now() - start) / pairs.length;
    process.stdout.write(`\n${set}, ${pairs.length} pairs. ${title}: ${summary(said)} (${each.toFixed(0)} ms each)\n`);
    if (title !== "With meanings") continue;
    process.stdout.write(`${matrix(said)}\n`);
    byKind(said);
  }
}

function byKind(said: (Scored & Pair)[]): void {
  for (const kind of [...new Set(said.map((one) => `${one.label} ${one.kind ?? ""}`))].sort()) {
    const some = said.filter((one) => `${one.label} ${one.kind ?? ""}` === kind);
    process.stdout.write(`${kind}: ${some.filter((one) => one.said === one.label).length} of ${some.length}\n`);
    if (process.argv.includes("--show") && split === undefined)
      for (const one of some.filter(({ said: verdict, label }) => verdict !== label))
        process.stdout.write(`    ${one.said}: ${one.claim} || ${one.evidence}\n`);
  }
}

async function reportStrangers(): Promise<void> {
  const strangers = strangersIn(library.facts());
  const said: string[] = [];
  for (const { claim, evidence } of strangers) said.push((await judgePair(claim, evidence, rules())).verdict);
  const counts = verdicts.map((verdict) => `${verdict} ${said.filter((one) => one === verdict).length}`);
  process.stdout.write(`\nStrangers, ${strangers.length}, none of which is borne out: ${counts.join(", ")}\n`);
}

function inOneLine(whole: string): string {
  const inner = whole
    .slice(1, -1)
    .trim()
    .replaceAll(/\s*\n\s*/g, " ");
  return whole.startsWith("{") ? `{ ${inner} }` : `[${inner}]`;
}
