import { z } from "zod";

import { CheckedSentence } from "../src/domain/verification.ts";
import { AttacheError } from "../src/kit/error.ts";
import { defineTool } from "../src/kit/tool.ts";
import { offsetOf } from "./support/cursor.ts";
import { checkedEvidence, renderChecked } from "./support/checked-sentences.ts";

const perPage = 20;
/** Sentences of one call at most: a longer text is a file for `attache verify`. */
const mostSentences = 400;

export default defineTool({
  title: "Verify claims",
  description:
    "Checks a draft sentence by sentence: supported, contradicted, partly, not found; with the evidence and what differs (number, scale, unit, date, country, bound, plan told as done, source).",
  effect: "reads-corpus",
  input: z.object({
    text: z.string().min(1).max(40_000),
    cursor: z.string().max(20).optional(),
  }),
  output: z.looseObject({
    sentences: z.array(z.looseObject({ sentence: z.string(), verdict: z.string() })),
    total: z.number(),
    cursor: z.string().nullable(),
  }),
  example: {
    text: "Microsoft commits USD 15.2 million in the UAE. France announced EUR 109 billion in February 2025.",
  },
  async run({ text, cursor }, { desk, signal, progress }) {
    const offset = offsetOf(cursor);
    const total = desk.verifier.count(text);
    if (total > mostSentences)
      throw new AttacheError(
        "usage",
        `The text has ${total} sentences; at most ${mostSentences} are checked at once.`,
        {
          next: "Check it in parts, or run: attache verify FILE",
        },
      );
    const sentences: CheckedSentence[] = [];
    let index = 0;
    for await (const checked of desk.verifier.check(text, signal)) {
      if (index >= offset && index < offset + perPage) sentences.push(checked);
      index += 1;
      progress?.(index, total, "sentences");
      if (index >= offset + perPage) break;
    }
    return { sentences, total, cursor: offset + perPage < total ? String(offset + perPage) : null };
  },
  render: ({ sentences, total, cursor }) =>
    [
      renderChecked(CheckedSentence.array().parse(sentences), total),
      ...(cursor ? [`More: cursor ${cursor}.`] : []),
    ].join("\n"),
  evidence: ({ sentences }) => checkedEvidence(CheckedSentence.array().parse(sentences)),
});
