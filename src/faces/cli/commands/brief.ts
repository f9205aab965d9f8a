import { z } from "zod";

import { writeBrief } from "../brief-files.ts";
import { defineCommand } from "../command.ts";

export default defineCommand({
  group: "Write",
  summary: "Write a brief on a country, every sentence with its evidence",
  arguments: [{ name: "<country...>", description: "any name, alias, adjective, capital or ISO code" }],
  options: [
    { flags: "--format <format>", description: "formats, with commas (default: md)", repeat: true },
    { flags: "--out <path>", description: "file or folder to write to (default: standard output)" },
  ],
  index: true,
  examples: ["brief FRA", "brief FRA --format md,json --out briefs/"],
  input: z.object({
    country: z.array(z.string()),
    format: z.array(z.string()).default([]),
    out: z.string().optional(),
  }),
  run: (input, context) => writeBrief({ ...input, country: input.country.join(" ") }, context),
});
