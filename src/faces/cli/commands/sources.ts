import { z } from "zod";

import { PublisherKind } from "../../../domain/source.ts";
import { defineCommand } from "../command.ts";
import { countUpTo, oneOf } from "../inputs.ts";
import { showTool } from "../tool-result.ts";

export default defineCommand({
  group: "Look things up",
  summary: "List the sources of the corpus with their grades",
  options: [
    { flags: "--country <country>", description: "only sources with facts about this country" },
    { flags: "--kind <kind>", description: `kind of publisher: ${PublisherKind.options.join(", ")}` },
    { flags: "--grade <letter>", description: "weakest reliability accepted, A to F" },
    { flags: "--text <words>", description: "words of the title or publisher" },
    { flags: "--limit <number>", description: "how many sources (default: 50)" },
  ],
  examples: ["sources --country France --grade B"],
  input: z.object({
    country: z.string().optional(),
    kind: oneOf(PublisherKind.options).optional(),
    grade: oneOf(["A", "B", "C", "D", "E", "F"]).optional(),
    text: z.string().optional(),
    limit: countUpTo(5000).default(50),
  }),
  run: ({ limit, ...filters }, context) =>
    showTool("list_sources", filters, context, { limit, page: 50, lists: ["sources"] }),
});
