// Fits the built-in model on the development cases, and writes corpus/models/builtin.json: the weights by which sentences
// are ranked, and the logistic model of whether the best one answers (with the questions of fit/outside.txt as such as
// have no answer). Thresholds and counts are set by hand. Held-out cases are never read.
// Usage: npm run fit -- [--write]
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { answerTerms } from "../src/agent/builtin/answerable.ts";
import { Features } from "../src/agent/builtin/features.ts";
import { Weights, readWeights } from "../src/agent/builtin/weights.ts";
import { openDesk } from "../src/desk.ts";
import { packageRoot } from "../src/home.ts";
import { developmentCases, exampleOf, type Case, type Example } from "./fit/prepare.ts";
import { fitLogistic, fitRank } from "./fit/regress.ts";

const weightsFile = join(packageRoot(), "corpus", "models", "builtin.json");
const outside = readFileSync(join(packageRoot(), "scripts", "fit", "outside.txt"), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("#"))
  .map((question, at): Case => ({
    id: `outside-${at + 1}`,
    type: "unanswerable",
    question,
    turns: [],
    nuggets: [],
    abstain: true,
    sources: [],
  }));
// What a question takes for granted wrongly is put right by what the corpus has, so that it is neither.
const cases = [...(await developmentCases()).filter(({ id }) => !id.includes("premise")), ...outside];
const desk = await openDesk();
const start = readWeights(weightsFile);

type Terms = ReturnType<typeof answerTerms>;
interface Judged {
  terms: Terms;
  answers: boolean;
  weight: number;
}
/** What weighs a sentence that no case says to be wrong: it may answer in words that the case did not foresee. */
const notSure = 0.3;

const rankNames = Object.keys(Features.shape) as (keyof Features)[];
const answerable = (await examples(start)).filter((example) => !example.case.abstain);
const rank = fitRank(answerable, rankNames, start.rank);
process.stderr.write(`ranked first before: ${share(answerable)}\n`);

const again = await examples({ ...start, rank });
process.stderr.write(`ranked first now: ${share(again.filter((example) => !example.case.abstain))}\n`);
const judged = again.flatMap(judgedOf);
const names = Object.keys(judged[0]?.terms ?? {}) as (keyof Terms)[];
const { bias, weights } = fitLogistic(
  judged.map(({ terms }) => names.map((name) => terms[name])),
  judged.map(({ answers }) => answers),
  judged.map(({ weight }) => weight),
);
const answer = { ...start.answer, bias, ...Object.fromEntries(names.map((name, at) => [name, weights[at] ?? 0])) };

const fitted = Weights.parse({ ...start, rank, answer });
if (process.argv.includes("--write")) writeFileSync(weightsFile, `${JSON.stringify(fitted, null, 2)}\n`);
process.stdout.write(`${JSON.stringify({ cases: cases.length, rank, answer })}\n`);
process.exit();

/**
 * Whether the best sentence answers: of a question that has none, no; of one that has, yes, if it is one that answers.
 * With all those taken away, as if the corpus lacked them, the best that is left does not.
 */
function judgedOf({ case: { abstain }, asked, ranked, right }: Example): Judged[] {
  const [best] = ranked;
  if (!best) return [];
  if (abstain) return [{ terms: answerTerms(asked, best), answers: false, weight: 1 }];
  const answers = (right[0] ?? 0) > 0;
  const left = ranked.find((_, at) => (right[at] ?? 0) === 0);
  return [
    { terms: answerTerms(asked, best), answers, weight: answers ? 1 : notSure },
    ...(left && answers ? [{ terms: answerTerms(asked, left), answers: false, weight: notSure }] : []),
  ];
}

async function examples(weightsOfRun: Weights): Promise<Example[]> {
  const found: Example[] = [];
  for (const testCase of cases) {
    const example = await exampleOf(testCase, desk, weightsOfRun);
    if (example) found.push(example);
  }
  return found;
}

/** In how many questions the first sentence is one that answers. */
function share(ofExamples: Example[]): string {
  const right = ofExamples.filter((example) => (example.right[0] ?? 0) > 0).length;
  return `${right} of ${ofExamples.length}`;
}
