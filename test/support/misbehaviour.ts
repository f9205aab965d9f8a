import { evidenceIds, writes, type Reply, type SeenCall } from "./scripted-model.ts";

/** What may come of a question to a misbehaving server: its own checked sentences, the built-in model's, none, or an error. */
export type Outcome = "itself" | "builtin" | "abstained" | "error";

export interface Misbehaviour {
  name: string;
  reply: (call: SeenCall, index: number) => Reply;
  /** What it says of itself, by path. */
  about?: Record<string, unknown>;
  gives: Outcome[];
  /** Part of the sentence that says so. */
  says?: RegExp;
}

/** A word that only the server says: it stands in no answer and no error. */
export const serversOwnWord = "KABOOM";
/** The figure that the evidence has, and one that no evidence has. */
export const [trueFigure, falseFigure] = ["15.2", "25.7"] as const;
export const question = "How much has Microsoft committed to the UAE?";

export const sentence = "Microsoft has committed USD 15.2 billion to the UAE for 2023 to 2029.";
export const proof = (call: SeenCall): string[] => evidenceIds(call, "15.2", "2029").slice(0, 1);

/** The writing call answered well. */
export function good(call: SeenCall): Reply {
  return writes(call) ? { text: written(call) } : { text: "DONE" };
}

/** A reply in the form asked for: by schema, or as lines. */
export function written(call: SeenCall, ...texts: string[]): string {
  const all = texts.length > 0 ? texts : [sentence];
  return bySchema(call)
    ? JSON.stringify({ elements: all.map((text) => ({ text, evidence: proof(call) })) })
    : all.map((text) => `${text} [${proof(call).join(", ")}]`).join("\n");
}

export function bySchema(call: SeenCall): boolean {
  return call.body.response_format !== undefined;
}

export const inWriting =
  (reply: (call: SeenCall) => Reply) =>
  (call: SeenCall): Reply =>
    writes(call) ? reply(call) : { text: "DONE" };
export const inGathering =
  (reply: (call: SeenCall, index: number) => Reply) =>
  (call: SeenCall, index: number): Reply =>
    writes(call) ? good(call) : reply(call, index);
export const always = (reply: Reply) => (): Reply => reply;

export const failure = (status: number, message: string): Reply => ({
  status,
  body: JSON.stringify({ error: { code: status, message: `${message} ${serversOwnWord}`, type: "server_error" } }),
});
export const chunk = (content: string): string =>
  `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }] })}`;
export const events = (...lines: string[]): string => lines.map((line) => `${line}\n\n`).join("");
export const end = `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}`;
