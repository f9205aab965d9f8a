/** A line from 0 to `width` cells on which a score stands within its band: `──▒▒▒█▒▒──`. */
export function scoreBar(
  score: number,
  band: { low: number; high: number } | null,
  [from, to]: [number, number],
  width: number,
): string {
  const at = (value: number): number =>
    Math.min(Math.max(Math.round(((value - from) / (to - from)) * (width - 1)), 0), width - 1);
  const cells = Array.from({ length: width }, () => "·");
  if (band) for (let cell = at(band.low); cell <= at(band.high); cell += 1) cells[cell] = "▒";
  cells[at(score)] = "█";
  return cells.join("");
}

/** A bar of so many cells for a share from 0 to 1. */
export function shareBar(share: number, width: number): string {
  const filled = Math.min(Math.max(Math.round(share * width), 0), width);
  return `${"█".repeat(filled)}${"·".repeat(width - filled)}`;
}

/** Rows of cells as columns of even width; numbers stand to the right. */
export function columns(rows: string[][], right: number[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column] ?? ""))));
  return rows.map((row) =>
    row
      .map((text, column) => {
        const padding = " ".repeat((widths[column] ?? 0) - lengthOf(text));
        return right.includes(column) ? `${padding}${text}` : `${text}${padding}`;
      })
      .join("  ")
      .trimEnd(),
  );
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
