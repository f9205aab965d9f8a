import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One call as the server saw it. */
export interface SeenEmbeddingCall {
  path: string;
  headers: IncomingHttpHeaders;
  body: { model: string; input: string[]; encoding_format?: string };
}

/** What the server does instead of answering as it should. */
export type Misbehaviour =
  | { status: number; body?: string; location?: string }
  | { raw: string }
  | { data(vectors: number[][]): unknown }
  /** Sends nothing, or only the beginning. */
  | { silence: "from the start" | "in the middle" };

export interface EmbeddingServer {
  /** As `--embedding` takes it. */
  specification: string;
  host: string;
  calls: SeenEmbeddingCall[];
  stop(): Promise<void>;
}

/**
 * An OpenAI-compatible embeddings server on loopback: the vector of a text follows from its letters and from `model`, is not
 * of length 1, and the list comes in reverse order, as the protocol allows. `misbehave` may change any answer.
 */
export async function startEmbeddingServer(
  options: {
    dimensions?(call: number): number;
    model?(call: number): string;
    /** Holds an answer back until it resolves. */
    before?(call: SeenEmbeddingCall, index: number): Promise<void> | undefined;
    misbehave?(call: SeenEmbeddingCall, index: number): Misbehaviour | undefined;
    name?: string;
  } = {},
): Promise<EmbeddingServer> {
  const calls: SeenEmbeddingCall[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (text) => {
      const body = JSON.parse(text) as SeenEmbeddingCall["body"];
      const call = { path: request.url ?? "", headers: request.headers, body };
      calls.push(call);
      const index = calls.length - 1;
      await options.before?.(call, index);
      const dimensions = options.dimensions?.(index) ?? 48;
      const model = options.model?.(index) ?? "one";
      answer(
        response,
        body.input.map((input) => vectorOf(input, model, dimensions)),
        options.misbehave?.(call, index),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    specification: `http://127.0.0.1:${port}/v1#${options.name ?? "scripted"}`,
    host: `127.0.0.1:${port}`,
    calls,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, vectors: number[][], misbehaviour: Misbehaviour | undefined): void {
  if (misbehaviour && "status" in misbehaviour) {
    const { status, body = "", location } = misbehaviour;
    response.writeHead(status, location ? { location } : {}).end(body);
    return;
  }
  if (misbehaviour && "silence" in misbehaviour) {
    if (misbehaviour.silence === "in the middle")
      response.writeHead(200, { "content-type": "application/json" }).write('{"data": [');
    return;
  }
  response.writeHead(200, { "content-type": "application/json" });
  if (misbehaviour && "raw" in misbehaviour) response.end(misbehaviour.raw);
  else if (misbehaviour) response.end(JSON.stringify({ data: misbehaviour.data(vectors) }));
  else response.end(JSON.stringify({ object: "list", data: numbered(vectors).reverse() }));
}

/** Vectors as the protocol writes them. */
export function numbered(vectors: number[][]): { object: string; index: number; embedding: number[] }[] {
  return vectors.map((embedding, index) => ({ object: "embedding", index, embedding }));
}

function vectorOf(text: string, model: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0.05);
  const words = `${model === "one" ? "" : model} ${text}`.toLowerCase().split(/\W+/);
  for (const word of words) {
    let place = model.length;
    for (const letter of word) place = (place * 33 + (letter.codePointAt(0) ?? 0)) % 100_003;
    vector[place % dimensions] = (vector[place % dimensions] ?? 0) + 1;
  }
  return vector;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}
