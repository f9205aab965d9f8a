import { z } from "zod";

import { AttacheError } from "../../../kit/error.ts";
import { reindex, type Reindexed } from "../../../library/build-index.ts";
import { keepSettings, readSettings } from "../../../settings.ts";
import { defineSubcommand, type CommandContext } from "../command.ts";
import { indexEvents } from "../progress.ts";

export default defineSubcommand({
  summary: "Make the search index anew, with another embedding model if you like, and use it from then on",
  examples: [
    "corpus reindex",
    "corpus reindex --embedding ./models/bge-small-en-v1.5",
    "corpus reindex --embedding http://127.0.0.1:8080/v1#bge-m3",
    "corpus reindex --embedding embedded",
  ],
  index: true,
  input: z.object({}),
  async run(_input, context) {
    const desk = await context.desk();
    const { home, corpus, embedder, now } = desk;
    const before = readSettings(home).embedding ?? "embedded";
    const { specification } = embedder;
    for (const remark of embedder.remarks) context.note(remark);
    const started = now().getTime();
    const { progress } = indexEvents(context.terminal.err, context.quiet);
    const done = await reindex({
      home,
      corpus,
      embedder,
      now,
      events: progress ? { progress } : {},
      signal: context.signal,
      anew: before === specification,
    }).catch((thrown: unknown) => {
      throw context.signal.aborted ? stopped(thrown) : thrown;
    });
    keepSettings(home, { embedding: specification });
    const seconds = Math.round((now().getTime() - started) / 100) / 10;
    context.show(report(done, { before, seconds, remarks: embedder.remarks }), () => inWords(done, seconds, context));
    const { ATTACHE_EMBEDDING: chosen } = context.environment;
    if (chosen && chosen !== specification)
      context.note("ATTACHE_EMBEDDING names another embedding and goes first: unset it to use this one.");
    return 0;
  },
});

function stopped(cause: unknown): AttacheError {
  return new AttacheError("cancelled", "Reindexing was stopped; the index in use is untouched.", {
    next: "Run the command again: it goes on where it was.",
    cause,
  });
}

function report(
  { index: { manifest }, description, reused, embedded, takenOver }: Reindexed,
  more: { before: string; seconds: number; remarks: string[] },
): Record<string, unknown> {
  const { probe: _probe, ...embedding } = description;
  const { units, sentences, built, model } = manifest;
  return {
    embedding: { ...embedding, lexicalWeight: model.lexicalWeight },
    index: { units, sentences, built },
    reused,
    embedded,
    takenOver,
    ...more,
  };
}

function inWords(
  { index: { manifest }, description, reused, embedded, takenOver }: Reindexed,
  seconds: number,
  context: CommandContext,
): string {
  const { units, sentences, built } = manifest;
  const { id, dimensions, pooling } = description;
  const rate = embedded > 0 && seconds > 0 ? `, ${Math.round(embedded / seconds)} a second` : "";
  return [
    reused
      ? `The index of ${built.slice(0, 16).replace("T", " ")} with this embedding was still whole.`
      : `${embedded} texts embedded in ${seconds} s${rate}${takenOver > 0 ? `, ${takenOver} taken over` : ""}.`,
    `In use: ${context.terminal.out.style("bold", id)} (${dimensions} dimensions, ${pooling} pooling), for ${units} facts and passages and ${sentences} sentences.`,
    "Servers that run already go on with the index they opened until they are started again.",
  ].join("\n");
}
