import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const cards = ["MODEL_CARD.md", "README.md"];
/** How a licence text begins, and its SPDX id. */
const titles: [RegExp, string][] = [
  [/^MIT License$/m, "MIT"],
  [/^\s*Apache License\s*$/m, "Apache-2.0"],
];

/**
 * The licence of a model folder: the one in the head of its card; else, for a model of ours, our own with what its NOTICE adds.
 * Undefined where nothing is said.
 */
export function licenceOfModel(folder: string, own?: string): string | undefined {
  const card = cards.flatMap((name) => textOf(join(folder, name)) ?? [])[0];
  const declared = /^---\r?\n[\s\S]*?^licen[cs]e:\s*["']?([\w.+-]+)/m.exec(card ?? "")?.[1];
  if (declared) return idOf(declared);
  const notice = textOf(join(folder, "NOTICE")) ?? "";
  const noticed = titles.flatMap(([title, id]) => (title.test(notice) ? [id] : []));
  const all = [...(own === undefined ? [] : [own]), ...noticed];
  return all.length > 0 ? all.join(" AND ") : undefined;
}

/** What the card of a model says of its licence, in one line of plain text. */
export function licenceRemark(folder: string): string | undefined {
  const card = cards.flatMap((name) => textOf(join(folder, name)) ?? [])[0] ?? "";
  const row = /^\|\s*licen[cs]e\s*\|(.*)\|\s*$/im.exec(card)?.[1];
  return row?.replaceAll("**", "").replaceAll("`", "").trim();
}

// Model hubs write ids in lower case.
function idOf(written: string): string {
  const known = ["MIT", "Apache-2.0", "BSD-3-Clause", "CC-BY-4.0", "CC-BY-NC-4.0", "CC-BY-SA-4.0", "CC0-1.0"];
  return known.find((id) => id.toLowerCase() === written.toLowerCase()) ?? written;
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
