import { APICallError, NoObjectGeneratedError, RetryError } from "ai";

import { AttacheError, asAttacheError } from "../kit/error.ts";

/**
 * What went wrong with a hosted model, in a sentence. Fatal is what the next call would meet as well: server down,
 * wrong key, unknown name.
 */
export function modelError(thrown: unknown): { error: AttacheError; fatal: boolean } {
  const cause = RetryError.isInstance(thrown) ? thrown.lastError : thrown;
  if (cause instanceof AttacheError) return { error: cause, fatal: true };
  if (cause instanceof Error && cause.name === "AbortError") return { error: asAttacheError(cause), fatal: true };
  if (APICallError.isInstance(cause)) {
    const host = URL.canParse(cause.url) ? new URL(cause.url).host : "the model's host";
    const status = cause.statusCode;
    if (status === undefined)
      return fatal(`No model server answers at ${host}.`, "Start it, check the port, or use --model builtin.", cause);
    if (status === 401 || status === 403)
      return fatal(`The model server at ${host} refuses the key.`, "Set ATTACHE_MODEL_KEY to the right key.", cause);
    if (status === 404)
      return fatal(
        `The model server at ${host} does not know this model or path.`,
        "Check the name after # and that the address ends in /v1.",
        cause,
      );
    return {
      error: new AttacheError("model", `The model server at ${host} failed (HTTP ${status}).`, {
        next: "Look at the server's own log, or use --model builtin.",
        cause,
      }),
      fatal: false,
    };
  }
  const nonsense = NoObjectGeneratedError.isInstance(cause) || (cause instanceof Error && cause.name.startsWith("AI_"));
  if (nonsense)
    return {
      error: new AttacheError("model", "The model's reply was not in the form asked for, so none of it is shown.", {
        next: "Try again, try a stronger model, or use --model builtin.",
        cause,
      }),
      fatal: false,
    };
  return { error: asAttacheError(cause), fatal: true };
}

function fatal(message: string, next: string, cause: unknown): { error: AttacheError; fatal: boolean } {
  return { error: new AttacheError("model", message, { next, cause }), fatal: true };
}
