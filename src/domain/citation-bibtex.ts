import { monthAndDay, partsOf, yearOf } from "./citation-date.ts";
import type { CslItem } from "./citation-item.ts";
import { publisherBesideAuthor } from "./citation-prose.ts";

/**
 * An entry of a BibTeX file, in UTF-8. Names and titles stand in a second pair of braces: no style changes their
 * capitals or takes an institution apart. `day` and `urldate` are for biblatex; BibTeX itself passes over them.
 */
export function bibtex(item: CslItem, key = bibtexKey(item.id)): string {
  const [, , day] = partsOf(item.issued);
  const year = yearOf(item.issued);
  const beside = publisherBesideAuthor(item);
  const isReport = item.type === "report";
  const fields: [string, string | undefined][] = [
    ["author", whole(item.author?.[0]?.literal)],
    ["title", whole(item.title)],
    ["institution", isReport ? whole(item.publisher) : undefined],
    ["howpublished", isReport ? undefined : braced(beside)],
    ["year", braced(year)],
    ["month", monthAndDay(item.issued)?.slice(0, 3).toLowerCase()],
    ["day", braced(day?.toString())],
    ["pages", braced(item.page)],
    ["url", item.URL === undefined ? undefined : `{${item.URL.replace(/[{}\\]/g, encodeURIComponent)}}`],
    ["urldate", braced(item.accessed && isoOf(partsOf(item.accessed)))],
    ["note", braced(item.note)],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = ${value},`]));
  return [`@${isReport ? "techreport" : "misc"}{${key},`, ...lines, "}"].join("\n");
}

/** An id as the key of an entry: what TeX gives a meaning to becomes a hyphen. */
export function bibtexKey(id: string): string {
  return (
    id
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[^A-Za-z0-9:._-]+/g, "-") || "source"
  );
}

function whole(text: string | undefined): string | undefined {
  return text ? `{{${escaped(text)}}}` : undefined;
}

function braced(text: string | undefined): string | undefined {
  return text ? `{${escaped(text)}}` : undefined;
}

function isoOf(parts: number[]): string {
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

const commands: Record<string, string> = {
  "\\": "\\textbackslash{}",
  // BibTeX counts `\{` as an open brace; the named one it does not.
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
};

// Doubled marks are kept apart, which TeX would join: `--`, `''`, ?`.
function escaped(text: string): string {
  return text
    .replace(/[\\{}~^<>|]|[&%$#_]/g, (mark) => commands[mark] ?? `\\${mark}`)
    .replace(/([-'`,])(?=\1)|([?!])(?=`)/g, "$&{}");
}
