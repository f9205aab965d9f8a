import { z } from "zod";

import { defineCommand } from "../command.ts";
import { modelOption } from "../inputs.ts";
import { showMarkdown } from "../show-markdown.ts";
import { toolNamed } from "../tool-result.ts";
import { writeUserFile } from "../user-files.ts";

export default defineCommand({
  group: "Connect",
  summary: "Say what this assistant is made of, whom it may call, and how exposed that makes it",
  options: [
    { flags: modelOption.flags, description: `the language model to describe: ${modelOption.description}` },
    { flags: "--embedding <model>", description: "embedded, http(s)://HOST/v1#NAME, or a folder (default: embedded)" },
    {
      flags: "--jurisdiction <host=code>",
      description: "whose law a host is under, as you know it (may be repeated)",
      repeat: true,
    },
    { flags: "--home-jurisdiction <code>", description: "your own country or bloc, such as FRA or EU" },
    { flags: "--out <file>", description: "write the description as Markdown" },
    { flags: "--sbom <file>", description: "write a bill of materials, CycloneDX 1.6 as JSON" },
  ],
  examples: [
    "sovereignty",
    "sovereignty --model https://api.example.com/v1#large --jurisdiction api.example.com=USA --home-jurisdiction FRA",
    "sovereignty --sbom attache.cdx.json",
  ],
  input: z.object({
    model: z.string().optional(),
    embedding: z.string().optional(),
    jurisdiction: z.array(z.string().max(300)).max(200).default([]),
    homeJurisdiction: z.string().optional(),
    out: z.string().optional(),
    sbom: z.string().optional(),
  }),
  async run({ model, embedding, jurisdiction, homeJurisdiction, out, sbom }, context) {
    const { deployment, now } = await context.desk();
    const report = await deployment.describe({
      model,
      embedding,
      jurisdictions: jurisdiction,
      home: homeJurisdiction,
      signal: context.signal,
    });
    const markdown = (await toolNamed("describe_deployment", context)).render(report);
    if (out !== undefined) writeUserFile(out, `${markdown}\n`);
    if (sbom !== undefined) writeUserFile(sbom, await deployment.billOfMaterials(buildTime(context.environment, now)));
    for (const file of [out, sbom]) if (file !== undefined) context.note(`Written: ${file}`);
    context.show(report, () => (out === undefined ? showMarkdown(markdown, context.terminal.out) : ""));
    return 0;
  },
});

// The time that reproducible builds agree on, else now.
function buildTime({ SOURCE_DATE_EPOCH: epoch }: Record<string, string | undefined>, now: () => Date): Date {
  return epoch !== undefined && /^\d{1,11}$/.test(epoch) ? new Date(Number(epoch) * 1000) : now();
}
