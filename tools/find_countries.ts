import { z } from "zod";

import { AttacheError, quoted } from "../src/kit/error.ts";
import { defineTool } from "../src/kit/tool.ts";

const Found = z.object({
  country: z.string(),
  name: z.string(),
  kind: z.string(),
  matched: z.string().nullable(),
  exact: z.boolean(),
  region: z.string().nullable(),
  memberships: z.array(z.string()),
  capitals: z.array(z.string()),
  facts: z.number().int(),
  note: z.string().nullable(),
});

export default defineTool({
  title: "Find countries",
  description:
    "Finds countries and blocs by any name in use: name, alias (KSA, Emirates, ROK), ISO code, adjective, capital, or a misspelling. Or lists those of a region or bloc, or those with facts. Use it when unsure which code a name means.",
  effect: "reads-corpus",
  input: z.object({
    name: z.string().max(200).optional().describe("Name, alias, code, adjective or capital"),
    region: z.string().max(80).optional().describe("Region or subregion, e.g. Western Asia"),
    bloc: z.string().max(80).optional().describe("Members of this bloc, e.g. EU, GCC, ASEAN"),
    withFacts: z.boolean().default(false).describe("Only countries with facts in the corpus"),
    limit: z.number().int().min(1).max(60).default(20),
  }),
  output: z.object({ total: z.number().int(), countries: z.array(Found) }),
  example: { name: "Emirates" },
  run({ name, region, bloc, withFacts, limit }, { desk }) {
    if (name === undefined && region === undefined && bloc === undefined && !withFacts)
      throw new AttacheError("usage", "Name a country, a region or a bloc.", { next: 'For example {"name": "KSA"}.' });
    const counts = new Map<string, number>();
    for (const fact of desk.library.facts())
      for (const code of fact.countries) counts.set(code, (counts.get(code) ?? 0) + 1);
    const members = bloc === undefined ? undefined : new Set(desk.gazetteer.require(bloc).members);
    const resolved = name === undefined ? undefined : desk.gazetteer.resolve(name);
    if (name !== undefined && !resolved) {
      const near = desk.gazetteer.suggest(name);
      if (near.length === 0) desk.gazetteer.require(name);
      throw new AttacheError("not-found", `Unknown country ${quoted(name)}.`, {
        next: `Did you mean ${near.map((entry) => `${entry.country.name} (${entry.country.country})`).join(" or ")}?`,
      });
    }
    const wanted = region?.toLowerCase();
    const found = desk.gazetteer
      .all()
      .filter((country) => !resolved || country.country === resolved.country.country)
      .filter((country) => !members || members.has(country.country))
      .filter(
        (country) => !wanted || [country.region, country.subregion].some((place) => place?.toLowerCase() === wanted),
      )
      .filter((country) => !withFacts || (counts.get(country.country) ?? 0) > 0);
    return {
      total: found.length,
      countries: found.slice(0, limit).map((country) => ({
        country: country.country,
        name: country.name,
        kind: country.kind,
        matched: resolved?.matched ?? null,
        exact: resolved?.exact ?? true,
        region: country.subregion ?? country.region,
        memberships: country.memberships,
        capitals: country.capitals,
        facts: counts.get(country.country) ?? 0,
        note: country.note,
      })),
    };
  },
  render({ total, countries }) {
    return [
      `${total} found.`,
      ...countries.map(
        (country) =>
          `- **${country.country}** ${country.name} (${country.kind}${country.region ? `, ${country.region}` : ""}${country.matched && !country.exact ? `; understood as ${country.matched}` : ""}); member of ${country.memberships.join(", ") || "no listed bloc"}; capital ${country.capitals.join(", ") || "none"}; ${country.facts > 0 ? `${country.facts} facts` : "no facts yet"}${country.note ? `; ${country.note}` : ""}`,
      ),
    ].join("\n");
  },
  evidence: () => [],
});
