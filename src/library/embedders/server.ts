import { defineEmbedding } from "../../kit/embedding.ts";
import { AttacheError, quoted } from "../../kit/error.ts";
import { openEmbeddingServer } from "../embedding/server-embedder.ts";

/** Any server with the OpenAI way to ask for embeddings: llama-server, vLLM, TEI, Ollama's /v1, LM Studio. */
export default defineEmbedding({
  usage: "http://HOST:PORT/v1#NAME",
  accepts: (specification) => /^https?:\/\//i.test(specification),
  create(specification, context) {
    const at = specification.indexOf("#");
    const [address, name] = at < 0 ? [specification, ""] : [specification.slice(0, at), specification.slice(at + 1)];
    if (!name || !URL.canParse(address))
      throw new AttacheError("usage", `${quoted(specification)} is no address of an embedding model.`, {
        next: "Write http://HOST:PORT/v1#NAME, for example http://127.0.0.1:8080/v1#bge-m3.",
      });
    const url = new URL(address);
    if (url.username || url.password || url.search)
      throw new AttacheError("usage", "The address of an embedding model must not hold a key.", {
        next: "Put the key into ATTACHE_EMBEDDING_KEY, or into a file that ATTACHE_EMBEDDING_KEY_FILE names.",
      });
    return openEmbeddingServer({ url, name }, context);
  },
});
