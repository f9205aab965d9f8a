import type { Channel } from "./terminal.ts";
import { printable, wrap } from "./wrap.ts";

/** Markdown for a reader: as it is into a pipe or file; on a terminal wrapped, with weights, tables as blocks. */
export function showMarkdown(markdown: string, channel: Channel): string {
  if (!channel.interactive) return printable(markdown);
  let header: string[] = [];
  return markdown
    .split("\n")
    .flatMap((line) => {
      const cells = cellsOf(line);
      if (!cells) {
        header = [];
        return [textLine(line, channel)];
      }
      if (cells.every((cell) => /^:?-*:?$/.test(cell))) return [];
      if (header.length === 0) {
        header = cells;
        return [];
      }
      return tableRow(header, cells, channel);
    })
    .join("\n");
}

function cellsOf(line: string): string[] | undefined {
  if (!/^\|.*\|\s*$/.test(line)) return undefined;
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll("\\|", "|").trim());
}

// A row wider than the window is read as a heading with a line for each column.
function tableRow(header: string[], cells: string[], channel: Channel): string[] {
  return [
    channel.style("bold", printable(cells[0] ?? "")),
    ...cells
      .slice(1)
      .map((cell, index) => wrap(`  ${header[index + 1] ?? ""}: ${bare(cell)}`, channel.width(), "    ")),
  ];
}

function textLine(line: string, channel: Channel): string {
  const heading = /^#+ (.*)$/.exec(line);
  if (heading) return channel.style("bold", printable(heading[1] ?? ""));
  const marker = /^(\s*(?:[-*]|\d+\.) )/.exec(line)?.[1] ?? /^\s*/.exec(line)?.[0] ?? "";
  return wrap(bare(line), channel.width(), " ".repeat(marker.length));
}

function bare(text: string): string {
  return text.replace(/\*\*([^*]+)\*\*/g, "$1").replace(/\[([^\]]+)\]\((\S+?)\)/g, "$1 <$2>");
}
