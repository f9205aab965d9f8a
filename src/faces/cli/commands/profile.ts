import { z } from "zod";

import { defineCommand } from "../command.ts";
import { countUpTo, topicOption, topics } from "../inputs.ts";
import { showTool } from "../tool-result.ts";

export default defineCommand({
  group: "Look things up",
  summary: "Show what the corpus knows of a country or bloc",
  arguments: [{ name: "<country...>", description: "any name, alias, adjective, capital or ISO code" }],
  options: [topicOption, { flags: "--limit <number>", description: "how many facts (default: 40)" }],
  examples: ["profile FRA", "profile Emirates --topic compute"],
  input: z.object({ country: z.array(z.string()), topic: topics, limit: countUpTo(1000).default(40) }),
  run: ({ country, topic, limit }, context) =>
    showTool("country_profile", { country: country.join(" "), topics: topic }, context, {
      limit,
      page: 30,
      lists: ["facts", "conflicts"],
    }),
});
