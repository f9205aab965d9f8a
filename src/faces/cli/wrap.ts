import type { Channel } from "./terminal.ts";

/** Text that may be shown in a terminal: without control and direction characters, which could rewrite the screen. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, "");
}

/** Text in one line, cut at a blank where it is longer than `most` characters. */
export function oneLine(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most).replace(/\s\S*$/, "")} …` : line;
}

/** Breaks each line at blanks to fit the width; every line but the first of a paragraph begins with `hanging`. */
export function wrap(text: string, width: number, hanging = ""): string {
  return printable(text)
    .split("\n")
    .map((line) => wrapLine(line, width, hanging))
    .join("\n");
}

function wrapLine(line: string, width: number, hanging: string): string {
  if (line.length <= width) return line;
  const lead = /^\s*/.exec(line)?.[0] ?? "";
  const lines: string[] = [];
  let current = lead;
  for (const word of line.trim().split(/\s+/)) {
    const empty = current === lead || current === hanging;
    if (!empty && current.length + 1 + word.length > width) {
      lines.push(current);
      current = hanging + word;
    } else current += empty ? word : ` ${word}`;
  }
  return [...lines, current].join("\n");
}

/** Writes sentences one after the other as they come, broken at blanks to fit the channel. */
export function createFlow(channel: Channel): { write(text: string): void; end(): void } {
  let column = 0;
  return {
    write(text) {
      for (const word of printable(text).split(/\s+/).filter(Boolean)) {
        if (column > 0 && column + 1 + word.length > channel.width()) {
          channel.write("\n");
          column = 0;
        }
        channel.write(column > 0 ? ` ${word}` : word);
        column += word.length + (column > 0 ? 1 : 0);
      }
    },
    end() {
      if (column > 0) channel.write("\n");
      column = 0;
    },
  };
}
