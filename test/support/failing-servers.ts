import {
  always,
  bySchema,
  failure,
  falseFigure,
  good,
  inGathering,
  inWriting,
  proof,
  sentence,
  serversOwnWord,
  written,
  type Misbehaviour,
} from "./misbehaviour.ts";

const call = { name: "country_profile", arguments: { country: "Emirates", topics: ["capital"] } };
const printedCalls: [string, string][] = [
  ["bare JSON", JSON.stringify(call)],
  ["a fence", `\`\`\`json\n${JSON.stringify(call)}\n\`\`\``],
  ["<tool_call>", `<tool_call>\n${JSON.stringify(call)}\n</tool_call>`],
  ["[TOOL_CALLS]", `[TOOL_CALLS][${JSON.stringify(call)}]`],
  ["OpenAI's own form", JSON.stringify({ tool_calls: [{ type: "function", function: call }] })],
  ["broken JSON", `{name: 'country_profile', "arguments": {"country": "Emirates",}`],
  ["a name in the wrong case", `{"name": "CountryProfile", "parameters": {"country": "Emirates"}}`],
  ["prose around it", `Sure! I will call: {"name": "country_profile", "arguments": {"country": "Emirates"}} now.`],
  ["a call of Python", `country_profile(country="Emirates")`],
  ["a call of Llama 3", `<|python_tag|>country_profile.call(country="Emirates")`],
  ["a tag of its own", `<function=country_profile>{"country": "Emirates"}</function>`],
];

/** Servers whose calls, connections and answers of HTTP go wrong. */
export const failingServers: Misbehaviour[] = [
  ...printedCalls.flatMap(([how, text]): Misbehaviour[] => [
    {
      name: `prints a call as ${how} in the gathering step`,
      reply: inGathering((_, index) => (index === 0 ? { text } : { text: "DONE" })),
      gives: ["itself"],
    },
    {
      name: `prints a call as ${how} in the writing step`,
      reply: inWriting(() => ({ text, piece: 5 })),
      gives: ["builtin", "error"],
    },
  ]),
  {
    name: "prints a call in each line of prose",
    reply: inWriting((seen) =>
      bySchema(seen)
        ? failure(500, "no schema")
        : { text: `${JSON.stringify(call)}\n${sentence} [${proof(seen).join()}]`, piece: 3 },
    ),
    gives: ["itself"],
  },
  {
    name: "calls tools in the writing step",
    reply: inWriting(() => ({ tool: "search_corpus", input: { query: "UAE" } })),
    gives: ["builtin"],
  },
  {
    name: "loops the same call",
    reply: inGathering(() => ({ tool: "country_profile", input: { country: "Emirates" } })),
    gives: ["itself"],
  },
  {
    name: "never stops calling",
    reply: inGathering((_, index) => ({ tool: "search_corpus", input: { query: `UAE ${index}` } })),
    gives: ["itself"],
  },
  {
    name: "calls an unknown tool",
    reply: inGathering((_, index) => (index === 0 ? { tool: "rm_rf", input: { path: "/" } } : { text: "DONE" })),
    gives: ["itself"],
  },
  {
    name: "calls with wrong types",
    reply: inGathering((_, index) =>
      index === 0 ? { tool: "search_corpus", input: { query: 7, limit: "many" } } : { text: "DONE" },
    ),
    gives: ["itself"],
  },
  {
    name: "calls with arguments that are no JSON",
    reply: inGathering((_, index) =>
      index === 0 ? { tool: "search_corpus", input: "{'query': UAE" } : { text: "DONE" },
    ),
    gives: ["itself"],
  },
  {
    name: "calls with no arguments at all",
    reply: inGathering((_, index) => (index === 0 ? { tool: "search_corpus", input: "" } : { text: "DONE" })),
    gives: ["itself"],
  },
  {
    name: "writes an answer in the gathering step",
    reply: inGathering(() => ({ text: `Microsoft has committed USD ${falseFigure} billion.` })),
    gives: ["itself"],
  },
  {
    name: "cuts the prompt to its context",
    reply: inWriting((seen) => ({ text: written(seen), usage: { prompt_tokens: 8192, completion_tokens: 20 } })),
    gives: ["builtin"],
    says: /cut the prompt/,
  },
  {
    name: "breaks off before anything",
    reply: inWriting(() => ({ text: "", ending: "cut" })),
    gives: ["builtin"],
    says: /broke off/,
  },
  {
    name: "breaks off in a sentence",
    reply: inWriting((seen) => ({ text: written(seen).slice(0, 40), ending: "cut" })),
    gives: ["builtin"],
    says: /broke off/,
  },
  {
    name: "breaks off after one whole sentence",
    reply: inWriting((seen) => ({
      text: written(seen, sentence, `And then USD ${falseFigure} billion`).slice(0, -60),
      ending: "cut",
    })),
    gives: ["itself", "builtin"],
    says: /broke off/,
  },
  {
    name: "breaks off in the gathering step",
    reply: inGathering(() => ({ text: "Let me", ending: "cut" })),
    gives: ["itself"],
  },
  {
    name: "breaks off within a call",
    reply: inGathering(() => ({ tool: "search_corpus", input: '{"que', ending: "cut" })),
    gives: ["itself"],
  },
  {
    name: "hangs before the answer",
    reply: inWriting(() => ({ text: "", ending: "hang" })),
    gives: ["builtin"],
    says: /gave no byte/,
  },
  {
    name: "hangs in a sentence",
    reply: inWriting((seen) => ({ text: written(seen).slice(0, 40), ending: "hang" })),
    gives: ["builtin"],
    says: /gave no byte/,
  },
  { name: "hangs in the gathering step", reply: inGathering(() => ({ text: "", ending: "hang" })), gives: ["itself"] },
  { name: "fails always with 500", reply: always(failure(500, "kaputt")), gives: ["builtin"], says: /HTTP 500/ },
  { name: "fails always with 503", reply: always(failure(503, "Loading model")), gives: ["builtin"], says: /HTTP 503/ },
  {
    name: "fails with 500 where a schema is sent",
    reply: (seen) => (bySchema(seen) ? failure(500, "only json_object") : good(seen)),
    gives: ["itself"],
  },
  {
    name: "fails with 400 where a schema is sent",
    reply: (seen) => (bySchema(seen) ? failure(400, "unknown response_format") : good(seen)),
    gives: ["itself"],
  },
  {
    name: "fails with 500 where tools are sent",
    reply: (seen) =>
      seen.body.tools
        ? failure(500, "The model produced output that does not match the expected peg-native format")
        : good(seen),
    gives: ["itself"],
  },
  {
    name: "finds the prompt too long",
    reply: inWriting(() => ({
      status: 400,
      body: JSON.stringify({
        error: {
          code: 400,
          message: `the request exceeds the available context size ${serversOwnWord}`,
          type: "exceed_context_size_error",
          n_prompt_tokens: 9000,
          n_ctx: 4096,
        },
      }),
    })),
    gives: ["builtin"],
    says: /too long|longer than|context/,
  },
  {
    name: "has too many requests",
    reply: always({
      ...(failure(429, "slow down") as { status: number; body: string }),
      headers: { "retry-after": "1" },
    }),
    gives: ["builtin"],
    says: /HTTP 429|busy/,
  },
  { name: "wants a key", reply: always(failure(401, "Invalid API Key")), gives: ["error"], says: /key/ },
  {
    name: "redirects",
    reply: always({ status: 307, body: serversOwnWord, headers: { location: "http://198.51.100.1/v1" } }),
    gives: ["error", "builtin"],
    says: /redirect/,
  },
];
