import { join, resolve } from "node:path";

import { defineEmbedding } from "../../kit/embedding.ts";
import { AttacheError } from "../../kit/error.ts";
import { openModelFolder } from "../embedding/model-folder.ts";

/** A model in a folder of the user's, in the layout of transformers.js. */
export default defineEmbedding({
  usage: "FOLDER",
  accepts: (specification) => specification !== "embedded" && !/^(?:hub:|[a-z][a-z\d+.-]+:\/\/)/i.test(specification),
  create(specification, { models, workingFolder, environment }) {
    if (specification.trim() === "")
      throw new AttacheError("usage", "The embedding model has no name.", {
        next: "Name one: embedded, FOLDER, hub:OWNER/NAME, http://HOST:PORT/v1#NAME.",
      });
    const home = environment.HOME ?? environment.USERPROFILE;
    const written = home && specification.startsWith("~/") ? join(home, specification.slice(2)) : specification;
    return openModelFolder(resolve(workingFolder, written), { models });
  },
});
