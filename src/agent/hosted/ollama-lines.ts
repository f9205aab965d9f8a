import { AttacheError } from "../../kit/error.ts";

/**
 * The lines of Ollama's streamed reply, each known to be whole. The provider library prints a line it cannot read to
 * the console and goes on, so that a reply in which the server failed half way would pass for a short one.
 */
export function wholeLines(response: Response, host: string): Response {
  if (!response.ok || !response.body) return response;
  const decoder = new TextDecoder();
  let rest = "";
  let ended = false;
  const checked = (line: string): Uint8Array | undefined => {
    if (!line.trim()) return undefined;
    const said = objectIn(line);
    if (!said || "error" in said || !("message" in said)) throw brokenOff(host, line);
    ended ||= said.done === true;
    return new TextEncoder().encode(`${line}\n`);
  };
  const whole = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          const bytes = checked(line);
          if (bytes) controller.enqueue(bytes);
        }
      },
      flush(controller) {
        const bytes = checked(rest);
        if (bytes) controller.enqueue(bytes);
        if (!ended) throw brokenOff(host, rest);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(whole, { status, statusText, headers });
}

function objectIn(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function brokenOff(host: string, line: string): AttacheError {
  return new AttacheError("model", `The Ollama server at ${host} broke off its reply.`, {
    next: "Look at its log: a model runner that ran out of memory ends so. Or use --model builtin.",
    cause: line,
  });
}
