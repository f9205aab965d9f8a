import { z } from "zod";

import { AttacheError } from "./error.ts";
import type { Tool, ToolContext } from "./tool.ts";

/**
 * Runs a tool: input and output are parsed against its schemas here, once, for every face. Throws `usage` on bad
 * input, and whatever the tool throws.
 */
export async function callTool(tool: Tool, input: unknown, context: ToolContext): Promise<Record<string, unknown>> {
  const parsed = tool.input.safeParse(input ?? {});
  if (!parsed.success) {
    throw new AttacheError("usage", `Bad arguments for ${tool.name}: ${explain(parsed.error)}.`, {
      next: `Example: ${JSON.stringify(tool.example)}`,
    });
  }
  context.signal?.throwIfAborted();
  const output = await tool.run(parsed.data, context);
  const checked = tool.output.safeParse(output);
  if (!checked.success) {
    throw new AttacheError("internal", `${tool.name} gave an answer outside its own schema.`, {
      next: "Report it with the arguments of the call.",
      cause: checked.error,
    });
  }
  return checked.data;
}

/** A zod error in one line: `countries[1]: expected string`. */
export function explain(error: z.ZodError): string {
  return error.issues
    .slice(0, 4)
    .map((issue) => {
      const path = issue.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
      return `${path.replace(/^\./, "") || "input"}: ${issue.message}`;
    })
    .join("; ");
}
