import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { callsInText, jsonIn, looksLikeCall } from "../../src/agent/hosted/calls-in-text.ts";
import { sentencesInText } from "../../src/agent/sentences-in-text.ts";

const tools = ["search_corpus", "country_profile"];
const wanted = [{ tool: "country_profile", input: { country: "Japan" } }];

describe("calls that a model printed", () => {
  it.each([
    '{"name": "country_profile", "arguments": {"country": "Japan"}}',
    '```json\n{"name": "country_profile", "arguments": {"country": "Japan"}}\n```',
    '<tool_call>\n{"name": "country_profile", "arguments": {"country": "Japan"}}\n</tool_call>',
    '[TOOL_CALLS][{"name": "country_profile", "arguments": {"country": "Japan"}}]',
    '[TOOL_CALLS] country_profile {"name": "country_profile", "arguments": {"country": "Japan"}}',
    '{"tool_calls": [{"id": "x", "type": "function", "function": {"name": "country_profile", "arguments": "{\\"country\\": \\"Japan\\"}"}}]}',
    '{"tool": "country-profile", "input": {"country": "Japan"}}',
    '{"action": "Country Profile", "args": {"country": "Japan"}}',
    "{'name': 'country_profile', 'arguments': {'country': 'Japan',}}",
    '{"name": "country_profile", "arguments": {"country": "Japan"}',
    'Of course [1]. {"name": "COUNTRY_PROFILE", "parameters": {"country": "Japan"}} Done.',
  ])("are understood: %s", (text) => {
    expect(callsInText(text, tools)).toEqual(wanted);
  });

  it.each([
    "Japan has 72,000 accelerators [e7f3].",
    '{"name": "Japan", "arguments": {"country_profile": {"type": "string"}}}',
    '{"name": "rm_rf", "arguments": {}}',
    '{"name": "country_profile", "arguments": [1, 2]}',
    '{"name": "country_profile", "arguments": "Japan"}',
    '{"elements": []}',
    "[[[[[[",
    "",
  ])("are not seen where there is none: %s", (text) => {
    expect(callsInText(text, tools)).toEqual([]);
  });

  it("are made once each, and four at most", () => {
    const call = (country: string): string => JSON.stringify({ name: "country_profile", arguments: { country } });
    expect(callsInText([call("A"), call("A")].join("\n"), tools)).toHaveLength(1);
    expect(callsInText("A B C D E F G".split(" ").map(call).join("\n"), tools)).toHaveLength(4);
  });

  it("never keep anybody waiting, whatever the text", () => {
    for (const text of ["[{".repeat(200_000), '{"a":'.repeat(100_000), '["'.repeat(200_000), "{x ".repeat(200_000)]) {
      const started = performance.now();
      callsInText(text, tools);
      jsonIn(text.slice(0, 24_000));
      sentencesInText(text.slice(0, 24_000), ["e1a2b"]);
      expect(performance.now() - started, text.slice(0, 8)).toBeLessThan(3000);
    }
  });

  it("are found in no text without throwing", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      '"',
      "'",
      ":",
      ",",
      "\\",
      "name",
      "arguments",
      "search_corpus",
      "e1a2b",
      ". ",
      "\n",
      "é",
      "\u0000",
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 60 }).map((some) => some.join("")),
        (text) => {
          for (const call of callsInText(text, tools)) expect(tools).toContain(call.tool);
          for (const sentence of sentencesInText(text, ["e1a2b"])) {
            expect(sentence.evidence.every((id) => id === "e1a2b")).toBe(true);
            expect(sentence.unmarked && looksLikeCall(sentence.text)).toBeFalsy();
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("sentences in a text that no schema held", () => {
  const ids = ["e1a2b", "e3b4c"];
  it.each<[string, { text: string; evidence: string[] }[]]>([
    ['{"elements":[{"text":"A is B.","evidence":["e1a2b"]}]}', [{ text: "A is B.", evidence: ["e1a2b"] }]],
    ['[{"sentence":"A is B.","ids":"e1a2b, e99999"}]', [{ text: "A is B.", evidence: ["e1a2b"] }]],
    [
      '```json\n{"claims": [{"claim": "A is B.", "sources": ["e1a2b"]}]}\n```',
      [{ text: "A is B.", evidence: ["e1a2b"] }],
    ],
    [
      '{"elements":[{"text":"A is B.","evidence":["e1a2b"]},{"text":"C is',
      [
        { text: "A is B.", evidence: ["e1a2b"] },
        { text: "C is", evidence: [] },
      ],
    ],
    [
      "A is B [e1a2b]. C is D [e3b4c, e1a2b].",
      [
        { text: "A is B.", evidence: ["e1a2b"] },
        { text: "C is D.", evidence: ["e3b4c", "e1a2b"] },
      ],
    ],
    [
      "A is B. [e1a2b] C is D (e3b4c).",
      [
        { text: "A is B.", evidence: ["e1a2b"] },
        { text: "C is D.", evidence: ["e3b4c"] },
      ],
    ],
    [
      "- A is B [e1a2b].\n2. C is D [e3b4c].",
      [
        { text: "A is B.", evidence: ["e1a2b"] },
        { text: "C is D.", evidence: ["e3b4c"] },
      ],
    ],
    ["A grew 3.5% in 2024 [e1a2b].", [{ text: "A grew 3.5% in 2024.", evidence: ["e1a2b"] }]],
    ["A is B [e99999].", [{ text: "A is B [e99999].", evidence: [] }]],
    ["NONE", []],
    ["Done.", []],
    ['{"name": "search_corpus", "arguments": {"query": "x"}}', []],
    ['<tool_call>{"name": "search_corpus"}</tool_call>', []],
    ['search_corpus(query="UAE")', []],
    ['<|python_tag|>search_corpus.call(query="UAE")', []],
    ["<function=search_corpus>UAE</function>", []],
    ["It might be 25.7 billion.</think>\nA is B [e1a2b].", [{ text: "A is B.", evidence: ["e1a2b"] }]],
  ])("%j", (text, sentences) => {
    expect(sentencesInText(text, ids).map(({ text: said, evidence }) => ({ text: said, evidence }))).toEqual(sentences);
  });
});
