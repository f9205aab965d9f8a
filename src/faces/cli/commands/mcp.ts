import { z } from "zod";

import { defineCommand } from "../command.ts";

export default defineCommand({
  group: "Connect",
  summary: "Serve the tools to an MCP client over standard input and output",
  examples: ["mcp"],
  json: false,
  index: true,
  input: z.object({}),
  async run(_input, { egress, embedding }) {
    const { serveMcpOverStdio } = await import("../../mcp/stdio.ts");
    return serveMcpOverStdio({ egress, embedding });
  },
});
