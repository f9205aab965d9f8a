import { discover } from "../../kit/discover.ts";
import type { Embedder, EmbeddingContext, EmbeddingDefinition } from "../../kit/embedding.ts";
import { AttacheError, asAttacheError, quoted } from "../../kit/error.ts";
import { measureSimilarity } from "./similarity.ts";

/** The embedding a user named, of whichever kind in the folder `providers` takes the name. Throws `usage`. */
export async function openEmbedding(
  specification: string,
  providers: string,
  context: EmbeddingContext,
): Promise<Embedder> {
  const found = await discover<EmbeddingDefinition>(providers);
  const chosen = found.find(({ definition }) => definition.accepts(specification));
  if (chosen) {
    const embedder = await chosen.definition.create(specification, context);
    return { ...embedder, similarity: (signal) => measureSimilarity(embedder, context.models, signal) };
  }
  throw new AttacheError("usage", `${quoted(specification)} is no embedding model.`, {
    next: `Write one of: ${found.map(({ definition }) => definition.usage).join(", ")}.`,
  });
}

/**
 * Stands for an embedding that was chosen earlier and cannot be opened now: whatever does not search goes on without it,
 * and a search says why it cannot.
 */
export function unusableEmbedding(specification: string, thrown: unknown): Embedder {
  const { kind, message, next } = asAttacheError(thrown);
  const fail = (): Promise<never> =>
    Promise.reject(
      new AttacheError(kind === "usage" ? "index" : kind, message, {
        next: `${next} It is the embedding chosen before; to go back: attache corpus reindex --embedding embedded`,
        cause: thrown,
      }),
    );
  return {
    specification,
    id: specification,
    lexicalWeight: 0.5,
    batchSize: 1,
    remarks: [],
    describe: fail,
    embed: fail,
  };
}
