import { z } from "zod";

import type { SearchPage, SearchResult } from "../../../domain/search.ts";
import { AttacheError, quoted } from "../../../kit/error.ts";
import { runBatch } from "../batch.ts";
import { defineCommand } from "../command.ts";
import { batchOf, batchOptions, countUpTo, textOf, topicOption, topics } from "../inputs.ts";
import { citationLine } from "../show-answer.ts";
import type { Channel } from "../terminal.ts";
import { oneLine, printable, wrap } from "../wrap.ts";

const example = 'attache search "sovereign cloud certification"';
const longestQuote = 600;
const Query = z.object({ id: z.union([z.string(), z.number()]), query: z.string() });

export default defineCommand({
  group: "Look things up",
  summary: "Find facts and passages by words and meaning",
  arguments: [{ name: "[query...]", description: "what to look for; - reads it from standard input" }],
  options: [
    { flags: "--limit <number>", description: "how many results (default: 8)" },
    { flags: "--country <country>", description: "only this country or bloc (may be repeated)", repeat: true },
    topicOption,
    { flags: "--collection <name>", description: "where to look (default: corpus)" },
    ...batchOptions,
  ],
  index: true,
  examples: [
    'search "sovereign cloud certification" --country France',
    "search --batch queries.jsonl --out found.jsonl",
  ],
  input: z.object({
    query: z.array(z.string()).default([]),
    limit: countUpTo(200).default(8),
    country: z.array(z.string()).default([]),
    topic: topics,
    collection: z.string().default("corpus"),
    batch: z.string().optional(),
    out: z.string().optional(),
  }),
  async run(input, context) {
    const batch = batchOf(input, input.query, { what: "a query", example });
    if (input.collection !== "corpus")
      throw new AttacheError("usage", `There is no collection ${quoted(input.collection)}.`, {
        next: "Collections of your own come with `attache corpus add`, which is not there yet; leave --collection out.",
      });
    const query = await textOf(input.query, context);
    if (!batch && query.trim() === "")
      throw new AttacheError("usage", "The query is empty.", { next: `Example: ${example}` });
    const desk = await context.desk();
    const countries = input.country.map((name) => desk.gazetteer.require(name).country);
    const search = async (text: string): Promise<SearchPage> =>
      desk.library.search(text, { countries, topics: input.topic }, { limit: input.limit });
    if (batch)
      return runBatch(batch, Query, async (line) => ({ results: (await search(line.query)).results }), context);
    const { relevant, matched, results } = await search(query);
    context.show({ query, relevant, matched, results }, () => showResults(results, relevant, context.terminal.out));
    return 0;
  },
});

function showResults(results: SearchResult[], relevant: boolean, channel: Channel): string {
  if (results.length === 0) return "Nothing in the corpus matches. Use other words, or fewer filters.";
  const note = relevant ? [] : ["Nothing relevant: these share words with the query, but not its meaning.", ""];
  return [
    ...note,
    ...results.flatMap((result, index) => [
      `${index + 1}. ${channel.style("bold", printable(result.id))} (score ${result.score.toFixed(2)})`,
      wrap(`   ${oneLine(result.quote, longestQuote)}`, channel.width(), "   "),
      channel.style("dim", wrap(`   ${citationLine(result.source)}`, channel.width(), "   ")),
      ...(result.source.url ? [channel.style("dim", `   ${printable(result.source.url)}`)] : []),
    ]),
  ].join("\n");
}
