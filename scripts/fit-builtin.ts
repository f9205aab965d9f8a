// Fits the weights of the built-in model on the development cases by a seeded local search, and writes them to
// corpus/models/builtin.json when they are better. Held-out cases are never read.
// Usage: npm run fit -- [ROUNDS] [SEED]
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { LanguageModelV3 } from "@ai-sdk/provider";

import { compose } from "../src/agent/builtin/compose.ts";
import { createBuiltinModel } from "../src/agent/builtin/builtin-model.ts";
import type { EvidenceLine } from "../src/agent/evidence-lines.ts";
import { runLoop } from "../src/agent/loop.ts";
import { readWritePrompt } from "../src/agent/prompts.ts";
import { Weights, readWeights } from "../src/agent/builtin/weights.ts";
import { openDesk } from "../src/desk.ts";
import type { EvalCase } from "../src/domain/eval.ts";
import { readCases } from "../src/evals/cases.ts";
import { score } from "../src/evals/scorers.ts";
import { packageRoot } from "../src/home.ts";
import { discover } from "../src/kit/discover.ts";
import type { SuiteDefinition } from "../src/kit/suite.ts";

interface Prepared {
  testCase: EvalCase;
  question: string;
  evidence: EvidenceLine[];
}

const rounds = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 7);
const weightsFile = join(packageRoot(), "corpus", "models", "builtin.json");
const suites = await discover<SuiteDefinition>(join(packageRoot(), "evals"));
const cases = suites.flatMap(({ definition }) =>
  definition.kind === "retrieval" || definition.kind === "exposure"
    ? []
    : readCases(join(packageRoot(), "evals", definition.cases.development ?? "")),
);
const desk = await openDesk();
const knowledge = await desk.knowledge();
const start = readWeights(weightsFile);
const say = (line: string): boolean => process.stderr.write(`${line}\n`);

say(`gathering the evidence of ${cases.length} development cases …`);
const prepared: Prepared[] = [];
for (const testCase of cases) prepared.push(await prepare(testCase));

let best = start;
let bestValue = objective(start);
say(`start: ${shown(best)} objective ${bestValue.toFixed(4)}`);
const random = generator(seed);
for (let round = 1; round <= rounds; round += 1) {
  const tried = perturbed(best);
  const value = objective(tried);
  if (value > bestValue) {
    best = tried;
    bestValue = value;
    say(`round ${round}: ${shown(best)} objective ${bestValue.toFixed(4)}`);
  }
}
if (best !== start) writeFileSync(weightsFile, `${JSON.stringify(best, null, 2)}\n`);
process.stdout.write(
  `${JSON.stringify({ rounds, seed, cases: cases.length, from: objective(start), to: bestValue })}\n`,
);
process.exit();

/** The question of a case with the evidence the loop would offer for it. */
async function prepare(testCase: EvalCase): Promise<Prepared> {
  let taken: { question: string; evidence: EvidenceLine[] } | undefined;
  const builtin = createBuiltinModel(() => Promise.resolve(knowledge), start);
  const recorder: LanguageModelV3 = {
    ...builtin,
    doStream: async (options) => {
      const last = options.prompt.findLast((message) => message.role === "user");
      const text =
        last?.role === "user" ? last.content.map((part) => (part.type === "text" ? part.text : "")).join("") : "";
      taken = readWritePrompt(text);
      return builtin.doStream(options);
    },
  };
  const created = { ...(await desk.model("builtin")), model: recorder };
  const result = await runLoop(
    testCase.question,
    { turns: testCase.turns.map((question) => ({ question })) },
    {
      desk,
      tools: desk.tools,
      created,
      builtin: created,
      traits: () => created.inspect(),
      limits: desk.limits(),
      run: "fit",
    },
  );
  return { testCase, question: result.searched, evidence: taken?.evidence ?? [] };
}

/** Mean of pass and vital recall, less a little for long answers and for straying from the start. */
function objective(weights: Weights): number {
  let value = 0;
  for (const { testCase, question, evidence } of prepared) {
    const sentences = question ? compose(question, evidence, knowledge, weights) : [];
    const answered = sentences.some((sentence) => sentence.evidence.length > 0);
    const text = answered ? sentences.map((sentence) => sentence.text).join(" ") : "";
    const { shares } = score(
      testCase,
      {
        status: answered ? "answered" : "abstained",
        text,
        claims: [],
        evidence: [],
        conflicts: [],
        gaps: [],
        asOf: null,
        model: "fit",
        run: "fit",
      },
      0,
      () => undefined,
    );
    const recall = shares.vitalRecall.of > 0 ? shares.vitalRecall.right / shares.vitalRecall.of : shares.pass.right;
    value += (shares.pass.right + recall) / 2 - 0.0008 * Math.max(0, text.split(/\s+/).length - 45);
  }
  return value / prepared.length - 0.004 * distance(weights);
}

function distance(weights: Weights): number {
  return keys().reduce((sum, key) => sum + (weights.rank[key] - start.rank[key]) ** 2, 0);
}

function perturbed(weights: Weights): Weights {
  const changed = { ...weights.rank };
  const all = keys();
  for (let count = 1 + Math.floor(random() * 3); count > 0; count -= 1) {
    const key = all[Math.floor(random() * all.length)];
    if (key) changed[key] = Number((changed[key] + (random() + random() - 1) * 0.3).toFixed(4));
  }
  return Weights.parse({ ...weights, rank: changed });
}

// Not the thresholds below which the model abstains: too few cases speak for caution, so those are set by hand.
function keys(): (keyof Weights["rank"])[] {
  return Object.keys(start.rank) as (keyof Weights["rank"])[];
}

function shown(weights: Weights): string {
  return prepared.length > 0 ? JSON.stringify(weights) : "";
}

/** Mulberry32: a small seeded generator of numbers in [0, 1). */
function generator(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
