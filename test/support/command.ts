import { spawn } from "node:child_process";

import { inject } from "vitest";

/** What a run of the command line gave. */
export interface CommandRun {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command line in a process of its own, on the data folder all tests share unless told otherwise. */
export function runCommand(
  arguments_: string[],
  options: { input?: string; environment?: Record<string, string> } = {},
): Promise<CommandRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inject("attacheCommand"), ...arguments_], {
      env: { ...process.env, ATTACHE_HOME: inject("attacheHome"), ...options.environment },
    });
    const run: CommandRun = { code: null, out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (run.out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (run.err += text));
    child.on("error", reject).on("close", (code) => {
      resolve({ ...run, code });
    });
    child.stdin.end(options.input ?? "");
  });
}
