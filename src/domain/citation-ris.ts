import { partsOf, yearOf, type CslDate } from "./citation-date.ts";
import type { CslItem } from "./citation-item.ts";
import type { CslType } from "./citation-type.ts";

const types: Record<CslType, string> = { webpage: "ELEC", report: "RPRT", dataset: "DATA", legislation: "STAT" };

/** A record of a RIS file: one tag a line. Values hold no line break, so that none can end a record or begin a tag. */
export function ris(item: CslItem): string {
  const tags: [string, string | undefined][] = [
    ["TY", types[item.type]],
    ["ID", item.id],
    ["AU", item.author?.[0]?.literal],
    ["TI", item.title],
    ["PY", yearOf(item.issued)],
    ["DA", risDate(item.issued)],
    ["PB", item.publisher],
    ["SP", item.page],
    ["UR", item.URL],
    ["Y2", risDate(item.accessed)],
    ["N1", item.note],
  ];
  return [...tags.flatMap(([tag, value]) => (value ? [`${tag}  - ${value}`] : [])), "ER  - "].join("\n");
}

/** `2025/05/22/`, with empty places for what is not known. */
function risDate(date: CslDate | undefined): string | undefined {
  const parts = partsOf(date);
  if (parts.length === 0) return undefined;
  return `${[0, 1, 2].map((place) => parts[place]?.toString().padStart(2, "0") ?? "").join("/")}/`;
}
