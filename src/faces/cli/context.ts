import type { OpenDesk } from "../../desk.ts";
import type { Egress } from "../../kit/egress.ts";
import type { CommandContext } from "./command.ts";
import type { Interrupts } from "./interrupts.ts";
import { createProgress, indexEvents } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

/** What a command works with. The desk is loaded when a command asks for it, so that help stays quick. */
export function createContext(
  surroundings: {
    terminal: Terminal;
    environment: Record<string, string | undefined>;
    interrupts: Interrupts;
    egress: Egress;
  },
  signal: AbortSignal,
  flags: Pick<CommandContext, "json" | "quiet" | "embedding">,
): CommandContext {
  const { terminal, environment, egress } = surroundings;
  let opened: Promise<OpenDesk> | undefined;
  return {
    ...surroundings,
    ...flags,
    signal,
    desk() {
      opened ??= import("../../desk.ts").then(({ openDesk }) =>
        openDesk({
          environment,
          egress,
          signal,
          events: indexEvents(terminal.err, flags.quiet),
          embedding: flags.embedding,
        }),
      );
      return opened;
    },
    async close() {
      const desk = await opened?.catch(() => undefined); // one that could not be opened holds nothing
      await desk?.close();
    },
    progress: createProgress(terminal.err, flags.quiet),
    show(document, text) {
      const shown = flags.json ? JSON.stringify(document, null, terminal.out.interactive ? 2 : 0) : text();
      if (shown) terminal.out.write(shown.endsWith("\n") ? shown : `${shown}\n`);
    },
    note(text) {
      if (!flags.quiet) terminal.err.write(`${terminal.err.style("dim", text)}\n`);
    },
  };
}
