import { z } from "zod";

import { LicenceClass } from "../../../domain/licence.ts";
import { Category, StatusGroup, TrackedKind } from "../../../domain/project.ts";
import { Layer } from "../../../domain/supplier.ts";
import { defineCommand } from "../command.ts";
import { countUpTo, oneOf, topicOption, topics } from "../inputs.ts";
import { showTool } from "../tool-result.ts";

/** Layers that are topics of the corpus too. */
const layers = Layer.exclude(["network"]).options;

export default defineCommand({
  group: "Look things up",
  summary: "List projects, models, laws and deals, with counts, shares and sums",
  options: [
    { flags: "--country <country>", description: "country or bloc (may be repeated)", repeat: true },
    { flags: "--kind <kind>", description: `${TrackedKind.options.join(", ")} (may be repeated)`, repeat: true },
    { flags: "--category <category>", description: Category.options.join(", ") },
    { flags: "--layer <layer>", description: `${layers.join(", ")} (may be repeated)`, repeat: true },
    topicOption,
    { flags: "--supplier <supplier>", description: "any name of a supplier, e.g. NVIDIA, AWS" },
    { flags: "--partner <country>", description: "another country with a part in it" },
    { flags: "--status <status>", description: `${StatusGroup.options.join(", ")} (may be repeated)`, repeat: true },
    { flags: "--licence <licence>", description: `models only: ${LicenceClass.options.join(", ")}` },
    { flags: "--since <date>", description: "YYYY, YYYY-MM or YYYY-MM-DD" },
    { flags: "--until <date>", description: "YYYY, YYYY-MM or YYYY-MM-DD" },
    { flags: "--limit <number>", description: "how many records (default: 20)" },
  ],
  examples: ["projects --category infrastructure --supplier NVIDIA", "projects --country EU --kind model --json"],
  input: z.object({
    country: z.array(z.string()).default([]),
    kind: z.array(oneOf(TrackedKind.options)).default([]),
    category: oneOf(Category.options).optional(),
    layer: z.array(oneOf(layers)).default([]),
    topic: topics,
    supplier: z.string().optional(),
    partner: z.string().optional(),
    status: z.array(oneOf(StatusGroup.options)).default([]),
    licence: oneOf(LicenceClass.options).optional(),
    since: z.string().optional(),
    until: z.string().optional(),
    limit: countUpTo(1000).default(20),
  }),
  run: ({ country, kind, layer, topic, limit, ...filters }, context) =>
    showTool("list_projects", { ...filters, countries: country, kinds: kind, topics: [...layer, ...topic] }, context, {
      limit,
      page: 20,
      lists: ["projects"],
    }),
});
