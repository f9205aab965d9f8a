/**
 * Slanted lines that fill a rectangle, and its frame, as the data of an SVG path. A pattern would need an id, and some
 * programs that show SVG leave patterns out.
 */
export function hatch(left: number, top: number, width: number, height: number): string {
  let path = `M${at(left)},${at(top)}h${at(width)}v${at(height)}h${at(-width)}Z`;
  for (let offset = step; offset < width + height; offset += step) {
    const [fromX, fromY] = [Math.min(offset, width), Math.max(0, offset - width)];
    const [toX, toY] = [Math.max(0, offset - height), Math.min(offset, height)];
    path += `M${at(left + fromX)},${at(top + fromY)}L${at(left + toX)},${at(top + toY)}`;
  }
  return path;
}

const step = 7;

function at(value: number): number {
  return Math.round(value * 10) / 10;
}
