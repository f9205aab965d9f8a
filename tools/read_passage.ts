import { z } from "zod";

import { Citation } from "../src/domain/answer.ts";
import { Passage } from "../src/domain/document.ts";
import { sourceLine } from "../src/kit/render.ts";
import { defineTool } from "../src/kit/tool.ts";

export default defineTool({
  title: "Read a passage",
  description:
    "Gives the exact stored text of a passage (id from search_corpus), with the text around it, its neighbours and its source. Use it before quoting more than a search result shows. A fact id gives the fact.",
  effect: "reads-corpus",
  input: z.object({
    id: z.string().max(200).describe("Passage id such as article-004#1a2b3c4d5e, or a fact id such as FRA-001"),
    context: z.number().int().min(0).max(4000).default(300).describe("Characters of stored text before and after"),
  }),
  output: z.object({
    id: z.string(),
    kind: z.enum(["passage", "fact"]),
    text: z.string(),
    before: z.string(),
    after: z.string(),
    start: z.number().int().nullable(),
    end: z.number().int().nullable(),
    heading: z.string().nullable(),
    locator: z.string().nullable(),
    neighbours: z.array(Passage.pick({ id: true, heading: true })),
    source: Citation,
    sourceNote: z.string().nullable(),
    sha256: z.string().nullable(),
  }),
  example: { id: "FRA-001" },
  run({ id, context }, { desk }) {
    const fact = desk.library.fact(id);
    if (fact) {
      const { title, publisher, url, published, note } = desk.library.source(fact.source);
      return {
        id,
        kind: "fact" as const,
        text: fact.claim,
        before: "",
        after: "",
        start: null,
        end: null,
        heading: null,
        locator: fact.locator ?? null,
        neighbours: [],
        source: { id: fact.source, title, publisher, url, published, grade: fact.grade.code },
        sourceNote: note ?? null,
        sha256: null,
      };
    }
    const { passage, source, document, neighbours } = desk.library.passage(id);
    return {
      id,
      kind: "passage" as const,
      text: passage.text,
      before: document.text.slice(Math.max(0, passage.start - context), passage.start),
      after: document.text.slice(passage.end, passage.end + context),
      start: passage.start,
      end: passage.end,
      heading: passage.heading,
      locator: null,
      neighbours: neighbours.map((neighbour) => ({ id: neighbour.id, heading: neighbour.heading })),
      source: {
        id: source.id,
        title: source.title,
        publisher: source.publisher,
        url: source.url,
        published: source.published,
        grade: source.grade.code,
      },
      sourceNote: source.note ?? null,
      sha256: document.sha256,
    };
  },
  render(output) {
    return [
      `**${output.id}**${output.heading ? ` · ${output.heading}` : ""}${output.start === null ? "" : ` · characters ${output.start}–${output.end}`}`,
      "",
      output.text,
      "",
      sourceLine(output.source),
      ...(output.locator ? [`Look for: "${output.locator}"`] : []),
      ...(output.sourceNote ? [output.sourceNote] : []),
      ...(output.before.trim() ? ["", `Before: ${output.before.trim()}`] : []),
      ...(output.after.trim() ? ["", `After: ${output.after.trim()}`] : []),
      ...(output.neighbours.length > 0
        ? ["", `Neighbours: ${output.neighbours.map((neighbour) => neighbour.id).join(", ")}`]
        : []),
      ...(output.sha256 ? [`sha256 of the stored text: ${output.sha256}`] : []),
    ].join("\n");
  },
  evidence(output) {
    const common = { source: output.source, quote: output.text };
    if (output.kind === "fact") return [{ key: `fact:${output.id}`, kind: "fact", ...common, data: { id: output.id } }];
    return [
      {
        key: `passage:${output.id}:${output.start}`,
        kind: "passage",
        ...common,
        start: output.start ?? 0,
        end: output.end ?? 0,
        data: { id: output.id, heading: output.heading },
      },
    ];
  },
});
