import { performance } from "node:perf_hooks";

import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";

import { openDesk } from "../../src/desk.ts";
import type { Answer } from "../../src/domain/answer.ts";
import type { AgentEvent } from "../../src/kit/agent.ts";
import { AttacheError } from "../../src/kit/error.ts";
import { misbehaviours } from "../support/misbehaving-servers.ts";
import { falseFigure, good, question, serversOwnWord, trueFigure, type Outcome } from "../support/misbehaviour.ts";
import { scriptedModel } from "../support/scripted-model.ts";

const idleSeconds = 0.7;
/** The limit without a byte, twice (gathering and writing), and what the question itself takes on a slow machine. */
const mostSeconds = 2 * idleSeconds + 8;
const shapedLikeACall = /tool_call|TOOL_CALLS|"arguments"|python_tag|<function|country_profile\(/;
// eslint-disable-next-line no-control-regex -- the very characters that must not come through
const control = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

const printed: string[] = [];
beforeEach(() => {
  printed.length = 0;
  for (const method of ["log", "info", "warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => void printed.push(parts.join(" ")));
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("a misbehaving server", () => {
  it.for(misbehaviours)("$name", async ({ reply, about, gives, says }) => {
    let mended = false;
    const server = await scriptedModel((call, index) => (mended ? good(call) : reply(call, index)), about);
    const desk = await openDesk({
      home: inject("attacheHome"),
      environment: { ATTACHE_MODEL_TIMEOUT: String(idleSeconds) },
    });
    const agent = await desk.agent(server.model, { log: false });
    const events: AgentEvent[] = [];
    const started = performance.now();
    const first = await agent.ask(question, { onEvent: (event) => events.push(event) }).then(
      (answer) => ({ answer, outcome: outcomeOf(answer, server.model), said: answer.gaps.join(" ") }),
      (thrown: unknown) => {
        expect(thrown).toBeInstanceOf(AttacheError);
        const error = thrown as AttacheError;
        expect(["model", "network"]).toContain(error.kind);
        expect(error.next).not.toBe("");
        return { answer: undefined, outcome: "error" as Outcome, said: error.sentence };
      },
    );
    expect((performance.now() - started) / 1000).toBeLessThan(mostSeconds);
    expect(gives, first.said || first.answer?.text).toContain(first.outcome);
    if (says && first.outcome !== "itself") expect(first.said).toMatch(says);
    const shown = first.said + JSON.stringify(first.answer ?? "") + JSON.stringify(events);
    expect(shown).not.toContain(serversOwnWord);
    expect(shown).not.toContain(falseFigure);
    expect(first.said + (first.answer?.text ?? "")).not.toMatch(control);
    expect(printed, "nothing is printed past the faces").toEqual([]);
    if (first.answer) checkAnswer(first.answer, events);

    mended = true;
    if (about?.["/v1/models"] || about?.["/props"]) return; // the server still says the same of itself
    const second = await agent.ask(question, { turns: [{ question }] });
    expect(second.status).toBe("answered");
    expect(second.model).toBe(server.model);
    expect(second.text).toContain(trueFigure);
  });
});

function outcomeOf(answer: Answer, model: string): Outcome {
  if (answer.model === "builtin") {
    expect(answer.gaps.join(" ")).toContain("the built-in model answers instead");
    return answer.status === "abstained" ? "abstained" : "builtin";
  }
  expect(answer.model).toBe(model);
  return answer.status === "abstained" ? "abstained" : "itself";
}

function checkAnswer(answer: Answer, events: AgentEvent[]): void {
  const known = new Set(answer.evidence.map((item) => item.id));
  for (const claim of answer.claims) {
    expect(claim.verdict).toBe("supported");
    expect(claim.evidence.length).toBeGreaterThan(0);
    for (const id of claim.evidence) expect(known).toContain(id);
    const quotes = answer.evidence.filter((item) => claim.evidence.includes(item.id)).map((item) => item.quote);
    for (const number of claim.text.match(/\d[\d.,]*\d|\d/g) ?? []) expect(quotes.join(" ")).toContain(number);
  }
  expect(answer.text).not.toMatch(shapedLikeACall);
  expect(answer.text).not.toMatch(/198\.51|attacker|<script|<img|!\[/);
  const streamed = events.flatMap((event) => (event.type === "claim" ? [event.text] : []));
  // What a server wrote to a cut prompt is taken back with a note.
  if (/cut the prompt/.test(answer.gaps.join(" "))) return;
  if (answer.claims.length > 0) for (const text of streamed) expect(answer.text).toContain(text);
}
