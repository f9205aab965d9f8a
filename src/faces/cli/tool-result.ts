import { callTool } from "../../kit/call-tool.ts";
import { AttacheError } from "../../kit/error.ts";
import type { Tool } from "../../kit/tool.ts";
import type { CommandContext, ExitCode } from "./command.ts";
import { showMarkdown } from "./show-markdown.ts";

type Output = Record<string, unknown>;

interface Paging {
  limit: number;
  /** The tool's own page size. */
  page: number;
  /** Lists of the output that go on from page to page. */
  lists: string[];
}

/** Runs a tool and shows its output: with `--json` as it is, else as the tool renders it. */
export async function showTool(
  name: string,
  input: Record<string, unknown>,
  context: CommandContext,
  paging?: Paging,
): Promise<ExitCode> {
  const tool = await toolNamed(name, context);
  const output = paging ? await pages(tool, input, context, paging) : await toolOutput(tool, input, context);
  // A cursor means nothing to a reader of the command line, who has --limit.
  context.show(output, () =>
    showMarkdown(tool.render(paging ? { ...output, cursor: null } : output), context.terminal.out),
  );
  if (paging && output.cursor !== null && !context.json)
    context.note(`The first ${paging.limit} of ${Number(output.total)}; --limit shows more.`);
  return 0;
}

/** Like `showTool`, with every page of the tool joined into one output; `lists` go on from page to page. */
export async function showAllPages(
  name: string,
  input: Record<string, unknown>,
  lists: string[],
  context: CommandContext,
): Promise<ExitCode> {
  const tool = await toolNamed(name, context);
  const joined = await toolOutput(tool, input, context);
  while (typeof joined.cursor === "string") {
    const next = await toolOutput(tool, { ...input, cursor: joined.cursor }, context);
    for (const list of lists) joined[list] = [...(joined[list] as unknown[]), ...(next[list] as unknown[])];
    joined.cursor = next.cursor;
  }
  context.show(joined, () => showMarkdown(tool.render(joined), context.terminal.out));
  return 0;
}

/** The tool of that name. */
export async function toolNamed(name: string, context: CommandContext): Promise<Tool> {
  const tool = (await context.desk()).tools.find((candidate) => candidate.name === name);
  if (!tool)
    throw new AttacheError("internal", `The tool ${name} is missing.`, { next: "Install Attaché again: npm ci." });
  return tool;
}

export async function toolOutput(tool: Tool, input: Record<string, unknown>, context: CommandContext): Promise<Output> {
  return callTool(tool, input, { desk: await context.desk(), signal: context.signal });
}

async function pages(
  tool: Tool,
  input: Record<string, unknown>,
  context: CommandContext,
  { limit, page, lists }: Paging,
): Promise<Output> {
  const first = await toolOutput(tool, { ...input, limit: Math.min(page, limit) }, context);
  const joined = { ...first };
  let got = Math.min(page, limit);
  while (typeof joined.cursor === "string" && got < limit) {
    const size = Math.min(page, limit - got);
    const next = await toolOutput(tool, { ...input, limit: size, cursor: joined.cursor }, context);
    for (const list of lists) joined[list] = united(joined[list], next[list]);
    joined.cursor = next.cursor;
    got += size;
  }
  return joined;
}

function united(before: unknown, more: unknown): unknown[] {
  const byId = new Map<unknown, unknown>();
  for (const entry of [...(before as { id: unknown }[]), ...(more as { id: unknown }[])]) byId.set(entry.id, entry);
  return [...byId.values()];
}
