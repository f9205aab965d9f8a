import { Document, isMap, isNode, isPair, isSeq, parseDocument, stringify, type ParsedNode } from "yaml";
import type { z } from "zod";

import type { FactRecord } from "../../domain/fact.ts";
import type { SourceRecord } from "../../domain/source.ts";
import { AttacheError } from "../../kit/error.ts";

export interface NewSource {
  key: string;
  record: z.input<typeof SourceRecord>;
}

/**
 * The text of a country file with a fact added at the end of `facts`, and its source at the end of `sources`. All that
 * stands in it already stays byte for byte. Throws `corpus` where the file is written in a way that cannot be added to.
 */
export function addRecord(text: string, file: string, fact: FactRecord, source?: NewSource): string {
  const withSource = source ? addTo(text, file, "sources", (indent) => sourceText(source, indent)) : text;
  return addTo(withSource, file, "facts", (indent) => factText(fact, indent));
}

/** The fact as it stands in a file. */
export function factText(fact: FactRecord, indent = ""): string {
  const { quantity, ...rest } = fact;
  const lines: [key: string, value: string][] = [
    ["id", scalar(rest.id)],
    ...(rest.about ? [["about", flow(rest.about)] as [string, string]] : []),
    ["topic", rest.topic],
    ["kind", rest.kind],
    ["claim", scalar(rest.claim)],
    ...optional("quantity", quantity && flow(plainQuantity(quantity))),
    ["as_of", rest.as_of === null ? "null" : quotedText(rest.as_of)],
    ...optional("target_date", rest.target_date && quotedText(rest.target_date)),
    ...optional("status", rest.status),
    ["certainty", rest.certainty],
    ["source", scalar(rest.source)],
    ...optional("locator", rest.locator && scalar(rest.locator)),
    ...(["also", "conflicts_with", "supersedes", "parties"] as const).flatMap((key): [string, string][] =>
      rest[key].length > 0 ? [[key, flow(rest[key])]] : [],
    ),
  ];
  return lines.map(([key, value], index) => `${indent}${index === 0 ? "- " : "  "}${key}: ${value}\n`).join("");
}

/** The source as it stands in a file. */
export function sourceText({ key, record }: NewSource, indent = "  "): string {
  const lines: [key: string, value: string][] = [
    ["title", scalar(record.title)],
    ...optional("title_en", record.title_en && scalar(record.title_en)),
    ["publisher", scalar(record.publisher)],
    ["kind", record.kind],
    ["url", record.url === null ? "null" : scalar(record.url)],
    ["published", record.published === null ? "null" : quotedText(String(record.published))],
    ...optional("note", record.note && scalar(record.note)),
  ];
  return `${indent}${scalar(key)}:\n${lines.map(([name, value]) => `${indent}  ${name}: ${value}\n`).join("")}`;
}

function addTo(text: string, file: string, key: "facts" | "sources", make: (indent: string) => string): string {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const written = (indent: string): string => make(indent).replaceAll("\n", lineEnd);
  const document = parseDocument(text, { version: "1.2" });
  const top = document.contents;
  if (document.errors.length > 0 || !isMap(top))
    throw new AttacheError("corpus", `${file} cannot be read.`, { next: "Run: attache corpus check" });
  const pair = top.items.find((item) => isNode(item.key) && String(item.key) === key);
  if (!pair) {
    const facts =
      key === "sources" ? top.items.find((item) => isNode(item.key) && String(item.key) === "facts") : undefined;
    const before = facts && isNode(facts.key) ? (facts.key.range?.[0] ?? text.length) : text.length;
    const gap = before > 0 && text[before - 1] !== "\n" ? lineEnd : "";
    const block = `${key}:${lineEnd}${written(key === "facts" ? "" : "  ")}`;
    return `${text.slice(0, before)}${gap}${block}${text.slice(before)}`;
  }
  const list: unknown = pair.value;
  const last = lastEntry(list);
  if ((!isMap(list) && !isSeq(list)) || list.flow || last === undefined)
    throw new AttacheError("corpus", `${file}: ${key} is not written as a list of lines.`, {
      next: `Write each entry of ${key} on lines of its own, then try again.`,
    });
  const lineStart = text.lastIndexOf("\n", last.start - 1) + 1;
  const indent = /^ */.exec(text.slice(lineStart))?.[0] ?? "";
  const found = text.indexOf("\n", Math.max(last.start, last.end - 1));
  const at = found < 0 ? text.length : found + 1;
  return `${text.slice(0, at)}${found < 0 ? lineEnd : ""}${written(indent)}${text.slice(at)}`;
}

function lastEntry(list: unknown): { start: number; end: number } | undefined {
  const last: unknown = isMap(list) || isSeq(list) ? list.items.at(-1) : undefined;
  if (isPair(last) && isNode(last.key) && isNode(last.value)) {
    const start = (last.key as ParsedNode).range?.[0];
    const end = (last.value as ParsedNode).range?.[1];
    return start === undefined || end === undefined ? undefined : { start, end };
  }
  const range = isNode(last) ? last.range : undefined;
  return range ? { start: range[0], end: range[1] } : undefined;
}

function optional(key: string, value: string | undefined): [string, string][] {
  return value ? [[key, value]] : [];
}

function plainQuantity(quantity: NonNullable<FactRecord["quantity"]>): object {
  const { value, low, high, unit, bound, per, of } = quantity;
  return {
    value,
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    unit,
    ...(bound === "exact" ? {} : { bound }),
    ...(per === undefined ? {} : { per }),
    ...(of === undefined ? {} : { of }),
  };
}

function scalar(value: string): string {
  return stringify(value, { lineWidth: 0, defaultStringType: "PLAIN", blockQuote: false }).trimEnd();
}

// Dates are quoted: older readers of YAML take a plain one for something else.
function quotedText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function flow(value: unknown): string {
  const document = new Document(value);
  if (isMap(document.contents) || isSeq(document.contents)) document.contents.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}
