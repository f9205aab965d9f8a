import { join } from "node:path";

import { defineEmbedding } from "../../kit/embedding.ts";
import { AttacheError, asAttacheError } from "../../kit/error.ts";
import { openModelFolder } from "../embedding/model-folder.ts";

/** The model that comes with Attaché. */
export default defineEmbedding({
  usage: "embedded",
  accepts: (specification) => specification === "embedded",
  create(specification, { models }) {
    const id = "attache-embed-small";
    try {
      return openModelFolder(join(models, id), { models, specification, id });
    } catch (cause) {
      throw new AttacheError(
        "index",
        `The embedding model that comes with Attaché is not whole. ${asAttacheError(cause).message}`,
        {
          next: "Install Attaché again, or restore corpus/models from the repository.",
          cause,
        },
      );
    }
  },
});
