/** Who must act, and so how a face shows it: the kind decides the exit code and whether a model may try again. */
export type ErrorKind =
  | "usage"
  | "not-found"
  | "corpus"
  | "index"
  | "storage"
  | "model"
  | "network"
  | "cancelled"
  | "internal";

/** The one error of the project: a sentence that says what is wrong, and `next`, what to do about it. */
export class AttacheError extends Error {
  readonly kind: ErrorKind;
  readonly next: string;

  constructor(kind: ErrorKind, message: string, options: { next: string; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AttacheError";
    this.kind = kind;
    this.next = options.next;
  }

  /** 2 for what the caller can mend in the call itself, else 1. */
  get exitCode(): 1 | 2 {
    return this.kind === "usage" || this.kind === "not-found" ? 2 : 1;
  }

  /** Message and next step, as every face shows them. */
  get sentence(): string {
    return `${this.message} ${this.next}`.trim();
  }
}

/** Any thrown thing as an `AttacheError`; a stranger's text stays in `cause`, quoted nowhere. */
export function asAttacheError(thrown: unknown): AttacheError {
  if (thrown instanceof AttacheError) return thrown;
  // A library's own error around one of ours, such as "fetch failed" around a refused host.
  if (thrown instanceof Error && thrown.cause instanceof AttacheError) return thrown.cause;
  if (thrown instanceof Error && (thrown.name === "AbortError" || thrown.message === "cancelled"))
    return new AttacheError("cancelled", "The run was cancelled.", { next: "Ask again to start anew.", cause: thrown });
  const code = (thrown as NodeJS.ErrnoException | undefined)?.code;
  if (code && ["EACCES", "EROFS", "EPERM", "ENOSPC", "EDQUOT"].includes(code))
    return new AttacheError("storage", `The data folder cannot be written (${code}).`, {
      next: "Set ATTACHE_HOME to a folder that you may write to and that has room, then try again.",
      cause: thrown,
    });
  return new AttacheError("internal", "Something went wrong that Attaché has no sentence for.", {
    next: "Run again with ATTACHE_DEBUG=1 to see the technical cause, and report it.",
    cause: thrown,
  });
}

/** A stranger's text, safe to stand in a message: one line, no control characters, short, in quotes. */
export function quoted(text: string, most = 80): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  const points = Array.from(line);
  return `"${points.length > most ? `${points.slice(0, most).join("")}…` : line}"`;
}
