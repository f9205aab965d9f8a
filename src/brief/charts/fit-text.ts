/** Breaks a text into lines that fit a width in pixels, between words where it can; nothing is cut. */
export function fitText(text: string, width: number, size = 12): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").flatMap((word) => pieces(word, width, size))) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * The width of a text in pixels, with some to spare: which font "sans-serif" is, is not known here, so widths are those
 * of a wide one (DejaVu Sans).
 */
export function textWidth(text: string, size = 12): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOf(segment);
  return width * size;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

function widthOf(character: string): number {
  if (/^[ijlI.,:;'|!()[\] ]$/.test(character)) return 0.4;
  if (/^[ftr/\-"]$/.test(character)) return 0.46;
  if (/^[mMwW@%—]$/.test(character)) return 1;
  if (/^\p{Ll}/u.test(character)) return 0.63;
  if (/^[\d+−–<>=~]$/.test(character)) return 0.7;
  return /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{P}]/u.test(
    character,
  )
    ? 0.8
    : 1.1;
}

function pieces(word: string, width: number, size: number): string[] {
  if (textWidth(word, size) <= width) return [word];
  const parts = [""];
  for (const { segment } of graphemes.segment(word)) {
    const last = parts.at(-1) ?? "";
    if (last && textWidth(last + segment, size) > width) parts.push(segment);
    else parts[parts.length - 1] = last + segment;
  }
  return parts;
}
