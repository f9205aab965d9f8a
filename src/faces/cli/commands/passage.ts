import { z } from "zod";

import { defineCommand } from "../command.ts";
import { showTool } from "../tool-result.ts";

const badContext = "give a whole number from 0 to 4000";

export default defineCommand({
  group: "Look things up",
  summary: "Read a passage or a fact by its id",
  arguments: [{ name: "<id>", description: "an id from a search result or an answer" }],
  options: [{ flags: "--context <characters>", description: "stored text before and after (default: 300)" }],
  examples: ["passage FRA-001"],
  input: z.object({
    id: z.string(),
    context: z.coerce
      .number({ error: badContext })
      .int(badContext)
      .min(0, badContext)
      .max(4000, badContext)
      .default(300),
  }),
  run: (input, context) => showTool("read_passage", input, context),
});
