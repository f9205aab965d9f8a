import { defineEmbedding } from "../../kit/embedding.ts";
import { AttacheError, quoted } from "../../kit/error.ts";
import { downloadFromHub } from "../embedding/hub-download.ts";
import { findInCaches } from "../embedding/hub-cache.ts";
import { openModelFolder } from "../embedding/model-folder.ts";

/** A model by its id on a hub: found in a cache of this machine, or fetched from the host that ATTACHE_HUB names. */
export default defineEmbedding({
  usage: "hub:OWNER/NAME",
  accepts: (specification) => /^hub:/i.test(specification),
  async create(specification, context) {
    const id = specification.slice("hub:".length);
    if (!/^[A-Za-z\d_-][A-Za-z\d._-]*\/[A-Za-z\d_-][A-Za-z\d._-]*$/.test(id))
      throw new AttacheError("usage", `${quoted(id)} is no id of a model on a hub.`, {
        next: "Write hub:OWNER/NAME, for example hub:Xenova/bge-small-en-v1.5.",
      });
    const folder = findInCaches(id, context) ?? (await downloadFromHub(id, context));
    return openModelFolder(folder, { models: context.models, specification, id, names: [id] });
  },
});
