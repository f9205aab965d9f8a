import { good } from "./misbehaviour.ts";
import { promptOf, writes, type Reply, type SeenCall } from "./scripted-model.ts";

const context = 4096;

/** What a llama.cpp server says of itself. */
export const aboutIt = { "/props": { default_generation_settings: { n_ctx: context }, build_info: "b1\u001B[31m" } };

/** Passes every probe of the self-test, and answers questions. */
export function goodServer(call: SeenCall): Reply {
  const prompt = promptOf(call);
  if (writes(call) || prompt.startsWith("Question:")) return good(call);
  if (call.body.tools) return { tool: "look_up_country", input: { country: "Japan" } };
  if (call.body.response_format)
    return { text: JSON.stringify({ text: "Japan opened the centre in 2024.", evidence: ["e1c9"] }) };
  if (prompt.startsWith("The reserve")) return { text: "48,217", usage: { prompt_tokens: 2100, completion_tokens: 4 } };
  if (prompt.startsWith("one two"))
    return { status: 400, body: '{"error":{"type":"exceed_context_size_error","message":"KABOOM"}}' };
  if (prompt.startsWith("Repeat")) return { text: "alpha beta " };
  if (prompt.startsWith("Write a long")) return { text: "Once upon a time. ".repeat(20), ending: "hang" };
  return { text: "A capital is where a government sits, from one to ten." };
}

/** Prints calls, holds no schema, cuts long prompts, ignores stop words. */
export function weakServer(call: SeenCall): Reply {
  const prompt = promptOf(call);
  if (call.body.response_format) return { status: 500, body: "KABOOM: only json_object is supported" };
  if (writes(call) || prompt.startsWith("Question:")) return good(call);
  if (call.body.tools) return { text: '{"name": "look_up_country", "arguments": {"country": "Japan"}}' };
  if (prompt.startsWith("one two")) return { text: "three", usage: { prompt_tokens: 2048, completion_tokens: 1 } };
  if (prompt.startsWith("Repeat")) return { text: "alpha beta gamma delta" };
  return goodServer(call);
}

/** Fails whatever it is asked. */
export const brokenServer = (): Reply => ({ status: 500, body: "KABOOM at line 7" });

/** Finds nothing in a long prompt. */
export function forgetfulServer(call: SeenCall): Reply {
  return promptOf(call).startsWith("The reserve") ? { text: "I do not know." } : goodServer(call);
}
