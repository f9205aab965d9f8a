import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

import { editorSchemas } from "./editor-schemas.ts";

/** Writes the JSON Schemas for editors into `corpus/schemas`: `npm run schemas`. */
const folder = fileURLToPath(new URL("../corpus/schemas/", import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [name, text] of editorSchemas()) {
  writeFileSync(join(folder, name), text);
  process.stdout.write(`corpus/schemas/${name}\n`);
}
