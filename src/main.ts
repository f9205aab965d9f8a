import { guardedEgress } from "./faces/cli/guarded-egress.ts";
import { createInterrupts } from "./faces/cli/interrupts.ts";
import { reportError } from "./faces/cli/report-error.ts";
import { run } from "./faces/cli/run.ts";
import { processTerminal } from "./faces/cli/terminal.ts";

const egress = guardedEgress();
const terminal = processTerminal(process.env);
const interrupts = createInterrupts();

// A reader that went away (`| head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`attache: The output cannot be written (${error.code}). Make room, or write elsewhere.\n`);
  process.exit(1);
});
process.stderr.on("error", () => {});
process.on("SIGINT", () => {
  if (!interrupts.interrupt()) process.exit(130);
});
process.on("uncaughtException", (thrown) => {
  const debug = Boolean(process.env.ATTACHE_DEBUG);
  process.exit(reportError(thrown, terminal, { json: false, debug, helpCommand: "attache --help" }));
});

process.exitCode = await run(process.argv.slice(2), { terminal, environment: process.env, interrupts, egress });
