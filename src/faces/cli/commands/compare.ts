import { z } from "zod";

import { AttacheError } from "../../../kit/error.ts";
import { defineCommand } from "../command.ts";
import { countUpTo, topicOption, topics } from "../inputs.ts";
import { showAllPages } from "../tool-result.ts";

export default defineCommand({
  group: "Look things up",
  summary: "Set two to eight countries side by side",
  arguments: [{ name: "<countries...>", description: "names or ISO codes" }],
  options: [topicOption, { flags: "--per-cell <number>", description: "facts in each cell, up to 3 (default: 1)" }],
  examples: ["compare SAU ARE --topic compute,capital"],
  input: z.object({ countries: z.array(z.string()), topic: topics, perCell: countUpTo(3).default(1) }),
  run({ countries, topic, perCell }, context) {
    if (countries.length < 2 || countries.length > 8)
      throw new AttacheError("usage", `A comparison takes two to eight countries, not ${countries.length}.`, {
        next: "Example: attache compare SAU ARE",
      });
    return showAllPages("compare_countries", { countries, dimensions: topic, perCell }, ["rows", "gaps"], context);
  },
});
