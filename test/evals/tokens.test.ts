import { describe, expect, it } from "vitest";

import { runAnswers } from "../../src/evals/run-answers.ts";
import { openTestDesk } from "../support/open-test-desk.ts";
import { evidenceIds, scriptedModel, writes } from "../support/scripted-model.ts";
import { answerOf } from "./answers.ts";
import { partOf, settingOf } from "./part.ts";

type Usage = { prompt_tokens: number; completion_tokens: number } | undefined;

describe("the tokens of a hosted model", () => {
  it.each([
    [
      "are those of all its calls, streamed or not",
      { prompt_tokens: 30, completion_tokens: 5 },
      { prompt_tokens: 200, completion_tokens: 40 },
      { right: 275, of: 1 },
    ],
    ["are left out where its server reports none", undefined, undefined, { right: 0, of: 0 }],
    [
      "are left out where it reports those of some calls only",
      { prompt_tokens: 30, completion_tokens: 5 },
      undefined,
      { right: 0, of: 0 },
    ],
  ] as [string, Usage, Usage, object][])("%s", async (_name, gathering, writing, expected) => {
    const desk = await openTestDesk();
    const server = await scriptedModel((call) => {
      if (!writes(call)) return { text: "DONE", ...(gathering ? { usage: gathering } : {}) };
      const elements = [{ text: "France announced EUR 109 billion.", evidence: evidenceIds(call, "109").slice(0, 1) }];
      return { text: JSON.stringify({ elements }), ...(writing ? { usage: writing } : {}) };
    });
    const agent = await desk.agent(server.model, { log: false });
    const part = partOf([{ question: "How much did France announce for AI in February 2025?" }]);
    const report = await runAnswers(part, { ...settingOf(desk, () => answerOf([], [])), agent });
    expect(server.calls).toHaveLength(2);
    expect(report.items[0]?.shares.tokens).toEqual(expected);
  });
});
