import { z } from "zod";

import { defineCommand } from "../command.ts";
import { showMarkdown } from "../show-markdown.ts";
import { toolNamed, toolOutput } from "../tool-result.ts";

export default defineCommand({
  group: "Look things up",
  summary: "Find countries and blocs by any name",
  arguments: [{ name: "[names...]", description: "names, aliases, codes, adjectives or capitals" }],
  options: [
    { flags: "--region <region>", description: "region or subregion, e.g. Western Asia" },
    { flags: "--bloc <bloc>", description: "members of this bloc, e.g. EU" },
    { flags: "--with-facts", description: "only countries with facts in the corpus" },
  ],
  examples: ["countries KSA Emirates ROK", "countries --bloc GCC --with-facts"],
  input: z.object({
    names: z.array(z.string()).default([]),
    region: z.string().optional(),
    bloc: z.string().optional(),
    withFacts: z.boolean().default(false),
  }),
  async run({ names, ...filters }, context) {
    const tool = await toolNamed("find_countries", context);
    const inputs =
      names.length > 0 ? names.map((name) => ({ ...filters, name, limit: 60 })) : [{ ...filters, limit: 60 }];
    const outputs = [];
    for (const input of inputs) outputs.push(await toolOutput(tool, input, context));
    const countries = outputs.flatMap((output) => output.countries as unknown[]);
    const joined = { total: outputs.reduce((sum, output) => sum + Number(output.total), 0), countries };
    context.show(joined, () => showMarkdown(tool.render(joined), context.terminal.out));
    return 0;
  },
});
