// An MCP server by hand over standard input and output, with one tool `ask` that knows two answers.
import { createInterface } from "node:readline";

const results = {
  initialize: {
    protocolVersion: "2025-06-18",
    capabilities: { tools: {} },
    serverInfo: { name: "piped", version: "1" },
  },
  "tools/list": {
    tools: [{ name: "ask", inputSchema: { type: "object", properties: { question: { type: "string" } } } }],
  },
};

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  const text = `I don't know: ${params?.arguments?.question ?? ""}`;
  const result = results[method] ?? { content: [{ type: "text", text }] };
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, result })}\n`);
});
