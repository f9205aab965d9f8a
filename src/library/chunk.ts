import { createHash } from "node:crypto";

import type { Passage } from "../domain/document.ts";
import type { Block, ReadDocument } from "../kit/reader.ts";

/** Bump when the same document would be cut differently: the index is then rebuilt. */
export const chunkerVersion = 2;

const shortBlock = 240;
const longBlock = 1800;

/** A passage with the spans of its sentences, as offsets into the document text. */
export type ChunkedPassage = Passage & { parts: { start: number; end: number }[] };

/**
 * Cuts a document into passages along its structure: one a paragraph, list or table, short neighbours under the same
 * headings joined, long ones split between sentences. The id is the document's id and a hash of the passage's own
 * text, so that it survives a change elsewhere in the document.
 */
export function chunk(id: string, document: ReadDocument, countriesOf: (text: string) => string[]): ChunkedPassage[] {
  const seen = new Map<string, number>();
  return joinShort(document.blocks)
    .flatMap((block) => splitLong(block))
    .map((block) => {
      const text = document.text.slice(block.start, block.end);
      const heading = block.headings.slice(1).join(" › ") || (block.headings[0] ?? null);
      const hash = createHash("sha256").update(text.normalize("NFKC").replace(/\s+/g, " ")).digest("hex").slice(0, 10);
      const count = (seen.get(hash) ?? 0) + 1;
      seen.set(hash, count);
      return {
        id: `${id}#${hash}${count > 1 ? `-${count}` : ""}`,
        source: id,
        heading,
        text,
        start: block.start,
        end: block.end,
        countries: countriesOf(`${heading ?? ""}\n${text}`),
        parts: block.parts,
        ...(block.page === undefined ? {} : { page: block.page }),
      };
    });
}

function joinShort(blocks: Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    const together = last && last.headings.join("/") === block.headings.join("/") && last.page === block.page;
    if (together && (length(last) < shortBlock || length(block) < shortBlock) && length(last) + length(block) < 900)
      joined[joined.length - 1] = { ...last, end: block.end, parts: [...last.parts, ...block.parts] };
    else joined.push(block);
  }
  return joined;
}

function splitLong(block: Block): Block[] {
  if (length(block) <= longBlock || block.parts.length < 2) return [block];
  const pieces: Block[] = [];
  let parts: Block["parts"] = [];
  for (const part of block.parts) {
    const first = parts[0];
    if (first && part.end - first.start > longBlock) {
      pieces.push({ ...block, start: first.start, end: parts.at(-1)?.end ?? first.end, parts });
      parts = [];
    }
    parts.push(part);
  }
  const first = parts[0];
  if (first) pieces.push({ ...block, start: first.start, end: parts.at(-1)?.end ?? first.end, parts });
  return pieces;
}

function length(block: Block): number {
  return block.end - block.start;
}
