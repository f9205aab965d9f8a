import { APICallError, NoObjectGeneratedError, RetryError } from "ai";

import { AttacheError, asAttacheError } from "../kit/error.ts";
import { unreachable } from "../kit/unreachable.ts";

/**
 * What went wrong with a hosted model, in a sentence. Fatal is what the next call would meet as well: server down,
 * wrong key, unknown name. The rest is the model's own failure, which the built-in model can stand in for.
 */
export function modelError(thrown: unknown): { error: AttacheError; fatal: boolean } {
  const cause = RetryError.isInstance(thrown) ? thrown.lastError : thrown;
  if (cause instanceof AttacheError)
    return { error: cause, fatal: cause.kind !== "model" || !mendable.test(cause.message) };
  if (cause instanceof Error && cause.name === "AbortError") return { error: asAttacheError(cause), fatal: true };
  if (APICallError.isInstance(cause)) return fromServer(cause);
  const nonsense =
    NoObjectGeneratedError.isInstance(cause) || (cause instanceof Error && /^(?:AI_|SyntaxError)/.test(cause.name));
  if (nonsense) return { error: inWrongForm(cause), fatal: false };
  // What a server sends as an error within a stream is an object or a text of its own.
  if (!(cause instanceof Error))
    return {
      error: new AttacheError("model", "The model server broke off with an error of its own.", {
        next: "Look at the server's log, or use --model builtin.",
        cause,
      }),
      fatal: false,
    };
  const cut = unreachable(cause, "The model server", { name: "the model server", kind: "model" });
  return cut ? { error: cut, fatal: false } : { error: asAttacheError(cause), fatal: true };
}

/** Does this say that the prompt is longer than the model's context? */
export function refusesLength(error: AttacheError): boolean {
  return /does not fit/.test(error.message);
}

const mendable = /does not fit|too short|cut the prompt|gave no byte|broke off/;

/** A server that was told not to cut the prompt and did all the same: what was written rests on half of it. */
export class PromptCut extends AttacheError {
  constructor() {
    super("model", "The server cut the prompt to its context, so its answer is not used.", {
      next: "Give the model a longer context on its server, or use --model builtin.",
    });
  }
}

/** Did the server refuse the prompt because it is longer than the model's context? */
export function isTooLong(cause: unknown): boolean {
  return (
    APICallError.isInstance(cause) &&
    [400, 413, 422, 500].includes(cause.statusCode ?? 0) &&
    /exceed_context_size|context (?:size|length|window)|maximum context|(?:prompt|input) is too long/i.test(
      cause.responseBody ?? "",
    )
  );
}

function fromServer(cause: APICallError): { error: AttacheError; fatal: boolean } {
  const host = URL.canParse(cause.url) ? new URL(cause.url).host : "the model's host";
  const status = cause.statusCode;
  if (status === undefined || status < 300) {
    const cut = unreachable(cause, host, { name: "the model server", kind: "model" });
    if (cut) return modelError(cut);
  }
  if (status === undefined)
    return fatal(
      `The model server does not answer at ${host}.`,
      "Start it, check the port, or use --model builtin.",
      cause,
    );
  if (status === 401 || status === 403)
    return fatal(`The model server at ${host} refuses the key.`, "Set ATTACHE_MODEL_KEY to the right key.", cause);
  if (status === 404)
    return fatal(
      `The model server at ${host} does not know this model or path.`,
      "Check the name after # and that the address ends in /v1.",
      cause,
    );
  if (status < 300) return { error: inWrongForm(cause), fatal: false };
  if (isTooLong(cause))
    return {
      error: new AttacheError("model", `The prompt does not fit the context of the model at ${host}.`, {
        next: "Start its server with a longer context, or use --model builtin.",
        cause,
      }),
      fatal: false,
    };
  if (status === 429 || status === 503)
    return {
      error: new AttacheError("model", `The model server at ${host} is busy or still loading (HTTP ${status}).`, {
        next: "Ask again in a while, or use --model builtin.",
        cause,
      }),
      fatal: false,
    };
  const error = new AttacheError("model", `The model server at ${host} failed (HTTP ${status}).`, {
    next: "Look at the server's own log, or use --model builtin.",
    cause,
  });
  return { error, fatal: false };
}

function inWrongForm(cause: unknown): AttacheError {
  return new AttacheError("model", "The model's reply was not in the form asked for, so none of it is shown.", {
    next: "Try again, try a stronger model, or use --model builtin.",
    cause,
  });
}

function fatal(message: string, next: string, cause: unknown): { error: AttacheError; fatal: boolean } {
  return { error: new AttacheError("model", message, { next, cause }), fatal: true };
}
