import { existsSync } from "node:fs";
import { basename, join } from "node:path";

import { AttacheError, quoted } from "../kit/error.ts";

/** An embedding model as a user named it. */
export interface EmbeddingChoice {
  kind: "embedded" | "folder" | "host";
  name: string;
  folder?: string;
  /** Host and port, where a server answers or the model is fetched from one. */
  host?: string;
}

/**
 * Reads `embedded`, `http(s)://HOST/v1#NAME`, `hub:OWNER/NAME` or a folder of a transformers.js model. Throws `usage` for
 * anything else.
 */
export function embeddingChoice(specification: string): EmbeddingChoice {
  if (specification === "embedded") return { kind: "embedded", name: "embedded" };
  if (/^https?:\/\//i.test(specification)) {
    if (!URL.canParse(specification)) throw noEmbedding(specification);
    const url = new URL(specification);
    return { kind: "host", name: `${url.host}${url.hash}`, host: url.host };
  }
  if (specification.startsWith("hub:"))
    return { kind: "folder", name: specification.slice("hub:".length), folder: specification };
  if (existsSync(join(specification, "config.json")))
    return { kind: "folder", name: basename(specification), folder: specification };
  throw noEmbedding(specification);
}

function noEmbedding(specification: string): AttacheError {
  return new AttacheError("usage", `${quoted(specification)} is not an embedding model that can be described.`, {
    next: "Write embedded, http(s)://HOST:PORT/v1#NAME, hub:OWNER/NAME, or the folder of a model.",
  });
}
