import type { Nodes, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";

import { defineReader, type Block } from "../../kit/reader.ts";
import { sentencesOf } from "../sentences.ts";
import { parseYaml } from "../yaml.ts";

/** Markdown with YAML front matter; offsets are those of the file after the front matter. */
export default defineReader({
  endings: [".md", ".markdown"],
  read(content, file) {
    const { head, body } = splitFrontMatter(content.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"), file);
    const tree = fromMarkdown(body, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
    return { text: body, head, blocks: blocksOf(tree, body) };
  },
});

function splitFrontMatter(content: string, file: string): { head: unknown; body: string } {
  const match = /^---\n([\s\S]*?)\n---\n/.exec(content);
  if (!match) return { head: null, body: content };
  return { head: parseYaml(match[1] ?? "", file, 1).value, body: content.slice(match[0].length) };
}

function blocksOf(tree: Root, text: string): Block[] {
  const blocks: Block[] = [];
  const headings: string[] = [];
  for (const node of tree.children) {
    if (node.type === "heading") {
      headings.length = Math.min(headings.length, node.depth - 1);
      headings[node.depth - 1] = plain(node);
      continue;
    }
    const block = blockOf(node, text);
    if (block) blocks.push({ ...block, headings: headings.filter(Boolean) });
  }
  return blocks;
}

function blockOf(node: RootContent, text: string): Omit<Block, "headings"> | undefined {
  const span = spanOf(node);
  if (!span) return undefined;
  if (node.type === "paragraph" || node.type === "blockquote")
    return { kind: "paragraph", ...span, parts: sentencesOf(text, span.start, span.end) };
  if (node.type === "list")
    return { kind: "list", ...span, parts: node.children.flatMap((item) => itemParts(item, text)) };
  if (node.type === "table")
    return { kind: "table", ...span, parts: node.children.slice(1).flatMap((row) => spanOf(row) ?? []) };
  return node.type === "code" ? { kind: "code", ...span, parts: [span] } : undefined;
}

function itemParts(item: Nodes, text: string): { start: number; end: number }[] {
  if (!("children" in item)) return [];
  return item.children.flatMap((child) => {
    const span = spanOf(child);
    return span && child.type === "paragraph" ? sentencesOf(text, span.start, span.end) : itemParts(child, text);
  });
}

function spanOf(node: Nodes): { start: number; end: number } | undefined {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  return start === undefined || end === undefined ? undefined : { start, end };
}

function plain(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map((child) => plain(child)).join("") : "";
}
