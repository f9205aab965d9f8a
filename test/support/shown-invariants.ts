import { expect } from "vitest";

import type { Answer } from "../../src/domain/answer.ts";
import { foldForQuote } from "../../src/domain/text.ts";

/**
 * What must hold of every answer, whoever wrote it: each sentence is supported and names evidence there is, each number
 * in it stands in what it cites, and nothing in it is shaped like a tool call.
 */
export function expectNothingUnproven(answer: Answer): void {
  const byId = new Map(answer.evidence.map((item) => [item.id, item]));
  for (const claim of answer.claims) {
    expect(claim.verdict).toBe("supported");
    expect(claim.evidence.length).toBeGreaterThan(0);
    expect(claim.text.match(/\p{L}{2,}/gu)?.length, claim.text).toBeGreaterThan(2);
    for (const id of claim.evidence) expect([...byId.keys()]).toContain(id);
    const cited = claim.evidence.map((id) => {
      const item = byId.get(id);
      return foldForQuote(`${item?.quote ?? ""} ${JSON.stringify(item?.data ?? {})}`);
    });
    const computed = claim.evidence.some((id) => byId.get(id)?.kind === "computed");
    const arithmetic = /[=÷×+−]| of | times /.test(claim.text);
    if (!computed && !arithmetic)
      for (const number of claim.text.match(/\d[\d,.]*\d|\d/g) ?? [])
        expect(cited.join(" ").replaceAll(",", "")).toContain(number.replaceAll(",", ""));
  }
  expect(answer.text).not.toMatch(/"(?:arguments|tool_calls?|parameters)"|<\/?tool_call>|```/);
}
