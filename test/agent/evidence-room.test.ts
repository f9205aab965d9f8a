import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { fittingEvidence } from "../../src/agent/evidence-room.ts";
import { Ledger } from "../../src/agent/ledger.ts";
import type { CreatedModel, ModelTraits } from "../../src/kit/model.ts";
import type { EvidenceItem } from "../../src/kit/tool.ts";
import { openTestDesk } from "../support/open-test-desk.ts";

const limits = (await openTestDesk()).limits();
const item = (at: number, length: number, computed = false): EvidenceItem => ({
  key: `k${at}`,
  kind: computed ? "computed" : "passage",
  quote: "x".repeat(length),
  source: null,
});
const ledgerOf = (lengths: number[]): Ledger => {
  const ledger = new Ledger("r1");
  ledger.add(
    lengths.map((length, at) => item(at, length)),
    (entry) => ({ query: "q", score: Number(entry.key.slice(1)), similarity: 0, asked: 0, unanswered: 0 }),
  );
  return ledger;
};
const prompt = (lines: object[]): string => `frame ${lines.map((line) => JSON.stringify(line)).join("\n")}`;
const model = (contextTokens: number, charactersAToken?: number) => ({
  created: {
    countTokens: async (text: string) => (charactersAToken ? Math.ceil(text.length / charactersAToken) : undefined),
  } as unknown as CreatedModel,
  traits: { contextTokens, toolCalls: "native", schema: true } as ModelTraits,
  limits,
  signal: undefined,
});

describe("evidence in a prompt", () => {
  it("never goes over the context, however tokens are counted, and leaves room for the answer", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 64, max: 40_000 }),
        fc.constantFrom(undefined, 1, 2, 3, 4, 6),
        async (lengths, contextTokens, charactersAToken) => {
          const setting = model(contextTokens, charactersAToken);
          const fitting = await fittingEvidence(ledgerOf(lengths), [], prompt, setting).catch((thrown: unknown) => {
            expect(thrown).toMatchObject({ kind: "model" });
            return undefined;
          });
          if (!fitting) return;
          expect(fitting.ids.length).toBeGreaterThan(0);
          expect(fitting.lines).toHaveLength(fitting.ids.length);
          const tokens = Math.ceil(
            prompt(fitting.lines).length / (charactersAToken ?? setting.limits.charactersPerToken),
          );
          const answer = Math.min(setting.limits.outputTokens, Math.floor(contextTokens / 4));
          expect(tokens + answer).toBeLessThanOrEqual(contextTokens);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("has what is named first, then what was computed, then the likeliest", async () => {
    const ledger = ledgerOf([10, 10, 10]);
    const [computed] = ledger.add([item(9, 10, true)]);
    const ids = ledger.entries().map(({ evidence }) => evidence.id);
    const fitting = await fittingEvidence(ledger, [ids[0] ?? ""], prompt, model(8192));
    expect(fitting.ids).toEqual([ids[0], computed, ids[2], ids[1]]);
  });

  it("is a sentence where not even one item has room", async () => {
    await expect(fittingEvidence(ledgerOf([9000]), [], prompt, model(600))).rejects.toMatchObject({
      kind: "model",
      message: expect.stringContaining("600 tokens"),
      next: expect.stringContaining("longer context"),
    });
  });
});
