import { Console } from "node:console";

import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";

import type { DeskOptions } from "../../desk.ts";
import { discoverTools } from "../../discover-tools.ts";
import { packageVersion } from "../../home.ts";
import { quoted } from "../../kit/error.ts";
import type { ToolContext } from "../../kit/tool.ts";
import { createMcpServer } from "./server.ts";

type Progress = NonNullable<ToolContext["progress"]>;

/**
 * Serves MCP over stdin and stdout, both protocol eras, until stdin ends or the process is told to stop; then ends the
 * process with code 0. The desk is opened on the first tool call, so that `initialize` waits for nothing.
 */
export async function serveMcpOverStdio(options: Pick<DeskOptions, "embedding" | "egress">): Promise<never> {
  // Whatever a dependency prints must not stand between two messages of the protocol.
  globalThis.console = new Console(process.stderr, process.stderr);
  const stop = new AbortController();
  const transport = new WatchedTransport();
  const ended = new Promise<void>((resolve) => {
    transport.closed = resolve;
    for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, resolve);
  });
  const watchers = new Set<Progress>();
  const events: DeskOptions["events"] = {
    reason: say,
    built: say,
    progress: (done, total) => watchers.forEach((watcher) => watcher(done, total, "Building the search index")),
  };
  const desk = once(async () => (await import("../../desk.ts")).openDesk({ ...options, events, signal: stop.signal }));
  const watch = (progress: Progress): (() => void) => {
    watchers.add(progress);
    return () => watchers.delete(progress);
  };
  const tools = await discoverTools();
  const version = packageVersion();
  const served = serveStdio(() => createMcpServer({ version, tools, desk, watch }), {
    transport,
    onerror: (error) => say(`not understood: ${quoted(error.message, 200)}`),
  });
  await ended;
  stop.abort();
  await served.close();
  process.exit(0); // native threads of the index and the model would keep the process alive
}

/** Tells when the connection is over: stdin ended, stdout broke, or a message was longer than 10 MB. */
class WatchedTransport extends StdioServerTransport {
  closed: () => void = () => {};

  override async close(): Promise<void> {
    await super.close();
    this.closed();
  }
}

// A desk that could not be opened is tried again by the next call.
function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () =>
    (opened ??= open().catch((thrown: unknown) => {
      opened = undefined;
      throw thrown;
    }));
}

function say(sentence: string): void {
  process.stderr.write(`attache: ${sentence}\n`);
}
