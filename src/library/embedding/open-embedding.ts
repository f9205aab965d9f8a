import { discover } from "../../kit/discover.ts";
import type { Embedder, EmbeddingContext, EmbeddingDefinition } from "../../kit/embedding.ts";
import { AttacheError, quoted } from "../../kit/error.ts";
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
