import { CommanderError } from "commander";
import { inspect } from "node:util";

import { AttacheError, asAttacheError } from "../../kit/error.ts";
import type { ExitCode } from "./command.ts";
import type { Terminal } from "./terminal.ts";

/** The error as scripts get it. */
export function errorRecord(error: AttacheError): { kind: string; message: string; next: string } {
  return { kind: error.kind, message: error.message, next: error.next };
}

/** Shows what went wrong, with the next step, and gives the exit code. ATTACHE_DEBUG shows the cause as well. */
export function reportError(
  thrown: unknown,
  terminal: Terminal,
  options: { json: boolean; debug: boolean; helpCommand: string },
): ExitCode {
  const error = thrown instanceof CommanderError ? usageError(thrown, options.helpCommand) : asAttacheError(thrown);
  if (options.json) terminal.out.write(`${JSON.stringify({ error: errorRecord(error) })}\n`);
  else writeError(error, terminal);
  if (options.debug) terminal.err.write(`${inspect(error.cause ?? thrown, { depth: 4 })}\n`);
  return error.exitCode;
}

/** The error as a person reads it, in the place of a progress bar that stood there. */
export function writeError(error: AttacheError, { err }: Terminal): void {
  err.write(`${err.interactive ? "\r\u001B[K" : ""}${err.style("red", "attache:")} ${error.sentence}\n`);
}

// commander writes "error: unknown option '--modle'\n(Did you mean --model?)".
function usageError(error: CommanderError, helpCommand: string): AttacheError {
  const [first = "", ...rest] = error.message.replace(/^error: /, "").split("\n");
  const suggestion = /\((Did you mean [^)]*)\)/.exec(rest.join(" "))?.[1];
  const message = first.charAt(0).toUpperCase() + first.slice(1).replace(/\.?$/, ".");
  return new AttacheError("usage", message, {
    next: suggestion ?? `See: ${helpCommand}`,
    cause: error,
  });
}
