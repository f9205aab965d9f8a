// Fits the built-in model on the development cases, and writes corpus/models/builtin.json: the weights by which sentences
// are ranked, and the logistic model of whether the best one answers. Such as have no answer are, beside the cases, the
// questions of fit/outside.txt and half of those of corpus/questions/unanswered, which the corpus is read without.
// Thresholds and counts are set by hand. Held-out cases are never read.
// Usage: npm run fit -- [--only rank|answer|together] [--write]
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { answerTerms } from "../src/agent/builtin/answerable.ts";
import { Features } from "../src/agent/builtin/features.ts";
import { scoreOf } from "../src/agent/builtin/rank.ts";
import { measureTogether, type TogetherTerms } from "../src/agent/builtin/together.ts";
import { Weights, readWeights } from "../src/agent/builtin/weights.ts";
import { openDesk } from "../src/desk.ts";
import { foldForMatch, nuggetFound } from "../src/evals/match.ts";
import { packageRoot } from "../src/home.ts";
import { developmentCases, exampleOf, type Case, type Example } from "./fit/prepare.ts";
import { balanced, fitLogistic, fitRank } from "./fit/regress.ts";
import { withhold } from "./fit/withhold.ts";

const { values: options } = parseArgs({ options: { only: { type: "string" }, write: { type: "boolean" } } });
const parts = ["rank", "answer", "together"];
if (options.only !== undefined && !parts.includes(options.only)) {
  process.stderr.write(`fit: --only takes one of ${parts.join(", ")}.\n`);
  process.exit(2);
}
const isFitted = (part: string): boolean => options.only === undefined || options.only === part;
const weightsFile = join(packageRoot(), "corpus", "models", "builtin.json");
const outside = readFileSync(join(packageRoot(), "scripts", "fit", "outside.txt"), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("#"));
const { corpusFolder, withheld, remove } = withhold(join(packageRoot(), "corpus"));
process.on("exit", remove);
// What a question takes for granted wrongly is put right by what the corpus has, so that it is neither.
const cases = [
  ...(await developmentCases()).filter(({ id }) => !id.includes("premise")),
  ...unanswerable("outside", outside),
  ...unanswerable("withheld", withheld),
];
const desk = await openDesk({ corpusFolder });
const knowledge = await desk.knowledge();
const start = readWeights(weightsFile);

type Terms = ReturnType<typeof answerTerms>;
interface Judged {
  terms: Terms;
  answers: boolean;
  weight: number;
}
/** What weighs a sentence that no case says to be wrong: it may answer in words that the case did not foresee. */
const notSure = 0.3;
/** … the best that is left where what answers is taken away, which may answer as well. */
const left = 0.15;
/** … a question that is said to have no answer, by those who wrote it, and is no case. */
const predicted = 0.6;

const rankNames = Object.keys(Features.shape) as (keyof Features)[];
const found = await examples(start);
const answerable = found.filter((example) => !example.case.abstain);
const rank = isFitted("rank") ? fitRank(answerable, rankNames, start.rank) : start.rank;
process.stderr.write(`ranked first before: ${share(answerable)}\n`);

const again = found.map((example) => rankedBy(rank, example));
process.stderr.write(`ranked first now: ${share(again.filter((example) => !example.case.abstain))}\n`);
const judged = again.flatMap(judgedOf);
const names = Object.keys(judged[0]?.terms ?? {}) as (keyof Terms)[];
const { bias, weights } = fitLogistic(
  judged.map(({ terms }) => names.map((name) => terms[name])),
  judged.map(({ answers }) => answers),
  balanced(
    judged.map(({ weight }) => weight),
    judged.map(({ answers }) => answers),
  ),
);
const answer = isFitted("answer")
  ? { ...start.answer, bias, ...Object.fromEntries(names.map((name, at) => [name, weights[at] ?? 0])) }
  : start.answer;

const whole = again.flatMap((example) => wholeOf(example, { ...start, rank, answer }));
const togetherNames = Object.keys(whole[0]?.terms ?? {}) as (keyof TogetherTerms)[];
const togetherFit = fitLogistic(
  whole.map(({ terms }) => togetherNames.map((name) => terms[name])),
  whole.map((one) => one.isWhole),
  whole.map(() => 1),
);
const together = isFitted("together")
  ? {
      ...start.together,
      terms: {
        bias: togetherFit.bias,
        ...Object.fromEntries(togetherNames.map((name, at) => [name, togetherFit.weights[at] ?? 0])),
      },
    }
  : start.together;

const fitted = Weights.parse({ ...start, rank, answer, together });
if (options.write) writeFileSync(weightsFile, `${JSON.stringify(fitted, null, 2)}\n`);
process.stdout.write(`${JSON.stringify({ cases: cases.length, rank, answer, together })}\n`);
process.exit();

/**
 * Whether the best sentence answers: of a question that has none, no; of one that has, yes, if it is one that answers.
 * With all those taken away, as if the corpus lacked them, the best that is left does not.
 */
function judgedOf({ case: { id, abstain }, asked, ranked, right }: Example): Judged[] {
  const [best] = ranked;
  if (!best) return [];
  if (abstain)
    return [{ terms: answerTerms(asked, best), answers: false, weight: id.startsWith("withheld") ? predicted : 1 }];
  const answers = (right[0] ?? 0) > 0;
  const other = ranked.find((_, at) => (right[at] ?? 0) === 0);
  return [
    { terms: answerTerms(asked, best), answers, weight: answers ? 1 : notSure },
    ...(other && answers ? [{ terms: answerTerms(asked, other), answers: false, weight: left }] : []),
  ];
}

/**
 * Where sentences that answer together have all that is vital and what is chosen one by one has not, or the other way
 * round: only there it matters. What is to be worked out from them is left out.
 */
function wholeOf(
  { case: { abstain, type, nuggets }, asked, alone, ranked }: Example,
  weightsOfRun: Weights,
): { terms: TogetherTerms; isWhole: boolean }[] {
  if (type === "aggregation" || abstain) return [];
  const vital = nuggets.filter((nugget) => nugget.vital);
  const isIn = (text: string): boolean => vital.every((nugget) => nuggetFound(nugget, foldForMatch(text)));
  return measureTogether(asked, ranked, knowledge, weightsOfRun)
    .map(({ entries, terms }) => ({ terms, isWhole: isIn(entries.map(({ candidate }) => candidate.text).join(" ")) }))
    .filter(({ isWhole }) => isWhole !== isIn(alone));
}

function unanswerable(kind: string, questions: string[]): Case[] {
  return questions.map((question, at) => ({
    id: `${kind}-${at + 1}`,
    type: "unanswerable",
    question,
    turns: [],
    nuggets: [],
    abstain: true,
    sources: [],
  }));
}

async function examples(weightsOfRun: Weights): Promise<Example[]> {
  const found: Example[] = [];
  for (const testCase of cases) {
    const example = await exampleOf(testCase, desk, weightsOfRun);
    if (example) found.push(example);
  }
  return found;
}

/** The same with other weights: what is measured does not depend on them. */
function rankedBy(weights: Features, { ranked, right, ...example }: Example): Example {
  const entries = ranked
    .map((entry, at) => ({ entry: { ...entry, score: scoreOf(entry.features, weights) }, right: right[at] ?? 0 }))
    .sort((a, b) => b.entry.score - a.entry.score);
  return { ...example, ranked: entries.map(({ entry }) => entry), right: entries.map((one) => one.right) };
}

/** In how many questions the first sentence is one that answers. */
function share(ofExamples: Example[]): string {
  const right = ofExamples.filter((example) => (example.right[0] ?? 0) > 0).length;
  return `${right} of ${ofExamples.length}`;
}
