import { z } from "zod";

import { cslDate } from "../../../domain/citation-date.ts";
import { cslItem } from "../../../domain/citation-item.ts";
import { citations, CitationStyle } from "../../../domain/citation.ts";
import type { Source } from "../../../domain/source.ts";
import { createCiter, type Cited } from "../../../library/cite.ts";
import { defineCommand } from "../command.ts";
import { oneOf } from "../inputs.ts";

const badDay = "give a day of the calendar as YYYY-MM-DD";

export default defineCommand({
  group: "Look things up",
  summary: "Cite sources as APA, Chicago, BibTeX, RIS or CSL-JSON",
  arguments: [{ name: "<ids...>", description: "ids of sources, facts or passages" }],
  options: [
    { flags: "--style <style>", description: `${CitationStyle.options.join(", ")} (default: apa)` },
    { flags: "--accessed <date>", description: "the day you read the source, YYYY-MM-DD (default: today)" },
  ],
  examples: ["cite FRA-036 world-bank-base", "cite epoch-gpu-clusters --style bibtex"],
  input: z.object({
    ids: z.array(z.string()),
    style: oneOf(CitationStyle.options).default("apa"),
    accessed: z
      .string()
      .refine((day) => day.length === 10 && "date-parts" in cslDate(day), badDay)
      .optional(),
  }),
  async run({ ids, style, accessed }, context) {
    const { corpus, now } = await context.desk();
    const cited = ids.map(createCiter(corpus));
    const day = accessed ?? now().toISOString().slice(0, 10);
    // A source that several of the ids lead to is one entry, with all their places.
    const sources = [...new Set(cited.map(({ source }) => source))];
    const items = sources.map((source) =>
      cslItem(source, {
        accessed: day,
        pinpoints: cited.flatMap((place) => (place.source === source && place.pinpoint ? place.pinpoint : [])),
      }),
    );
    // APA and Chicago print an access date for undated pages only; a day that was asked for is always printed.
    const texts = citations(items, style, { showAccessed: accessed !== undefined });
    const records = cited.map(({ id, source }) => ({
      id,
      source: source.id,
      style,
      text: texts[sources.indexOf(source)],
      licence: source.licence ?? null,
    }));
    context.show(style === "csl" ? items : records, () =>
      style === "csl" ? JSON.stringify(items, null, 2) : texts.join(style === "ris" ? "\n" : "\n\n"),
    );
    if (context.json) return 0;
    for (const line of [...cited.flatMap(furtherSources), ...(isProse(style) ? sources.flatMap(licenceLine) : [])])
      context.note(line);
    return 0;
  },
});

// The formats for reference managers carry the licence themselves.
function isProse(style: CitationStyle): boolean {
  return style === "apa" || style === "chicago";
}

function licenceLine({ id, licence }: Source): string[] {
  return licence === undefined ? [] : [`Licence of ${id}: ${licence}.`];
}

function furtherSources({ id, also }: Cited): string[] {
  return also.length > 0 ? [`${id} also rests on ${also.join(", ")}; cite them by these ids.`] : [];
}
