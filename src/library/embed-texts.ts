import type { Embedder } from "../kit/embedding.ts";
import type { PartialVectors } from "./partial-vectors.ts";

/** How fast long work goes. */
export interface Pace {
  perSecond: number;
  secondsLeft: number;
}

/**
 * The vectors of many texts by their hash, batch by batch; each batch is kept before the next one. Texts of like length
 * share a batch, so that little is padded; the time left counts characters, for the long ones come last.
 */
export async function embedTexts(
  texts: Map<string, string>,
  embedder: Embedder,
  options: {
    partial: PartialVectors;
    now: () => Date;
    progress?: ((done: number, total: number, pace: Pace) => void) | undefined;
    signal?: AbortSignal | undefined;
  },
): Promise<Map<string, Float32Array>> {
  const vectors = new Map<string, Float32Array>();
  const entries = [...texts].sort((a, b) => a[1].length - b[1].length);
  const all = entries.reduce((sum, [, text]) => sum + text.length, 0);
  const started = options.now().getTime();
  let read = 0;
  for (let index = 0; index < entries.length; index += embedder.batchSize) {
    options.signal?.throwIfAborted();
    const batch = entries.slice(index, index + embedder.batchSize);
    const embedded = await embedder.embed(
      batch.map(([, text]) => text),
      "passage",
      options.signal,
    );
    const hashes = batch.map(([hash]) => hash);
    options.partial.add(hashes, embedded);
    batch.forEach(([hash, text], position) => {
      const vector = embedded[position];
      if (vector) vectors.set(hash, vector);
      read += text.length;
    });
    const seconds = Math.max(0.001, (options.now().getTime() - started) / 1000);
    options.progress?.(vectors.size, entries.length, {
      perSecond: vectors.size / seconds,
      secondsLeft: read > 0 ? (seconds * (all - read)) / read : 0,
    });
  }
  return vectors;
}
