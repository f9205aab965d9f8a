import { join } from "node:path";

import type { LanguageModelV3 } from "@ai-sdk/provider";

import { createBuiltinModel } from "../../src/agent/builtin/builtin-model.ts";
import { candidatesOf } from "../../src/agent/builtin/candidates.ts";
import { compose } from "../../src/agent/builtin/compose.ts";
import { understand } from "../../src/agent/builtin/question.ts";
import type { Asked } from "../../src/agent/builtin/understanding.ts";
import { rank, type Ranked } from "../../src/agent/builtin/rank.ts";
import type { Weights } from "../../src/agent/builtin/weights.ts";
import type { EvidenceLine } from "../../src/agent/evidence-lines.ts";
import { runLoop } from "../../src/agent/loop.ts";
import { readWritePrompt } from "../../src/agent/prompts.ts";
import type { openDesk } from "../../src/desk.ts";
import type { EvalCase } from "../../src/domain/eval.ts";
import { readCases } from "../../src/evals/cases.ts";
import { foldForMatch, nuggetFound } from "../../src/evals/match.ts";
import { packageRoot } from "../../src/home.ts";
import { discover } from "../../src/kit/discover.ts";
import type { SuiteDefinition } from "../../src/kit/suite.ts";

export type Case = Pick<EvalCase, "id" | "type" | "question" | "turns" | "nuggets" | "abstain" | "sources">;

/** A case with its question understood and its candidates measured; `right` says how far each answers, 0 to 1. */
export interface Example {
  case: Case;
  asked: Asked;
  /** What is answered where nothing is told together. */
  alone: string;
  ranked: Ranked[];
  right: number[];
}

/** The development cases of all suites of answers. */
export async function developmentCases(): Promise<Case[]> {
  const suites = await discover<SuiteDefinition>(join(packageRoot(), "evals"));
  return suites.flatMap(({ definition }) =>
    definition.kind === "retrieval" || definition.kind === "exposure"
      ? []
      : readCases(join(packageRoot(), "evals", definition.cases.development ?? "")),
  );
}

/** Runs the searches of a case and measures what they find; undefined where nothing is asked or found. */
export async function exampleOf(
  testCase: Case,
  desk: Awaited<ReturnType<typeof openDesk>>,
  weights: Weights,
): Promise<Example | undefined> {
  const knowledge = await desk.knowledge();
  let evidence: EvidenceLine[] = [];
  const builtin = createBuiltinModel(() => Promise.resolve(knowledge), weights);
  const recorder: LanguageModelV3 = {
    ...builtin,
    doStream: async (options) => {
      const last = options.prompt.findLast((message) => message.role === "user");
      const text =
        last?.role === "user" ? last.content.map((part) => (part.type === "text" ? part.text : "")).join("") : "";
      evidence = readWritePrompt(text)?.evidence ?? [];
      return builtin.doStream(options);
    },
  };
  const created = { ...(await desk.model("builtin")), model: recorder };
  const { searched } = await runLoop(
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
  if (!searched) return undefined;
  const asked = understand(searched, knowledge).whole;
  const lines = evidence.filter((line) => line.part === undefined || line.part === null);
  const ranked = rank(asked, candidatesOf(lines, knowledge), knowledge, weights);
  if (ranked.length === 0) return undefined;
  const never = { ...weights, together: { ...weights.together, from: 1 } };
  const alone = compose(searched, evidence, knowledge, never)
    .map(({ text }) => text)
    .join(" ");
  return { case: testCase, asked, alone, ranked, right: ranked.map(rightness(testCase)) };
}

/** 1 for a fact that the case names as its source, less for a sentence that only has a vital statement. */
function rightness({ nuggets, sources }: Case): (entry: Ranked) => number {
  const vital = nuggets.filter((nugget) => nugget.vital);
  return ({ candidate }) => {
    if (candidate.line.fact && sources.includes(candidate.line.fact)) return 1;
    const text = foldForMatch(candidate.text);
    return vital.some((nugget) => nuggetFound(nugget, text)) ? 0.6 : 0;
  };
}
