import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";

import { AttacheError, quoted } from "../../../kit/error.ts";

const endings = new Set([".txt", ".md", ".markdown", ".html", ".htm", ".xml", ".json", ".yaml", ".yml"]);

/** The texts of a folder and the folders in it, one after the other, read when their turn comes. */
export function textsIn(folder: string): Iterable<{ name: string; text: string }> {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new AttacheError("usage", `--against: there is no folder ${quoted(folder)}.`, {
      next: "Name a folder with texts (.txt, .md, .html …).",
    });
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => endings.has(extname(name).toLowerCase()))
    .sort();
  if (names.length === 0)
    throw new AttacheError("usage", `--against: the folder ${quoted(folder)} has no texts.`, {
      next: `It should have files with one of the endings ${[...endings].join(" ")}.`,
    });
  return {
    *[Symbol.iterator]() {
      for (const name of names) {
        const path = join(folder, name);
        if (!statSync(path).isFile()) continue;
        const text = readFileSync(path, "utf8");
        yield { name, text: /\.(?:html?|xml)$/i.test(name) ? text.replace(/<[^<>]*>/g, " ") : text };
      }
    },
  };
}
