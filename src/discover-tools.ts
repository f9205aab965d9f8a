import { join } from "node:path";

import { codeRoot } from "./home.ts";
import { discover } from "./kit/discover.ts";
import type { Tool, ToolDefinition } from "./kit/tool.ts";

/** Every tool of the `tools` folder, in alphabetical order; opens neither corpus nor index. */
export async function discoverTools(): Promise<Tool[]> {
  const found = await discover<ToolDefinition>(join(codeRoot(), "tools"));
  return found.map(({ name, definition }) => ({ ...definition, name }));
}
