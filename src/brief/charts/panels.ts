import type * as Plot from "@observablehq/plot";

import type { SizedPlot } from "../../kit/chart.ts";
import { fitText } from "./fit-text.ts";
import { look } from "./look.ts";

interface Layout<Item> {
  items: Item[];
  /** What stands above a panel: a name in bold, then lines. */
  head: (item: Item) => { name: string; lines: string[] };
  /** Free at the left of each row, for labels. */
  left: number;
  height: number;
  foot: number;
  /** Scales and marks of one row; `column` is the facet of each of its items. */
  draw: (row: { item: Item; column: number }[]) => Plot.PlotOptions;
}

const most = 3;
const gap = 20;
const lineSize = 11;

/** Small charts side by side, a panel an item, as one plot a row. */
export function panels<Item>(plot: typeof Plot, { items, head, left, height, foot, draw }: Layout<Item>): SizedPlot[] {
  // Rows as even as can be: four panels make two rows of two, not three and one.
  const columns = Math.ceil(items.length / Math.ceil(items.length / most));
  const width = (look.width - left - (columns - 1) * gap) / columns;
  return inRows(items, columns).map((row) => {
    const heads = row.map(({ item, column }) => {
      const { name, lines } = head(item);
      return {
        column,
        name: fitText(name, width / 1.12),
        lines: lines.flatMap((line) => fitText(line, width, lineSize)),
      };
    });
    const above = 14 + look.lineHeight * Math.max(...heads.map(({ name, lines }) => name.length + lines.length));
    const options = draw(row);
    return {
      ...options,
      width: look.width,
      height: above + height + foot,
      marginTop: above,
      marginRight: 0,
      marginBottom: foot,
      marginLeft: left,
      fx: {
        axis: null,
        domain: Array.from({ length: columns }, (_, column) => column),
        paddingOuter: 0,
        paddingInner: gap / (width + gap),
        round: false,
      },
      marks: [...heads.flatMap((one) => headMarks(plot, one)), ...(options.marks ?? [])],
    };
  });
}

function headMarks(
  plot: typeof Plot,
  { column, name, lines }: { column: number; name: string[]; lines: string[] },
): Plot.Markish[] {
  const place = { fx: "column", frameAnchor: "top-left", lineAnchor: "bottom", text: "text", fill: look.ink } as const;
  return [
    plot.text([{ column, text: name.join("\n") }], {
      ...place,
      fontWeight: "bold",
      fontSize: look.fontSize,
      lineHeight: look.lineHeight / look.fontSize,
      dy: -6 - lines.length * look.lineHeight,
    }),
    plot.text([{ column, text: lines.join("\n") }], {
      ...place,
      fontSize: lineSize,
      lineHeight: look.lineHeight / lineSize,
      dy: -6,
    }),
  ];
}

function inRows<Item>(items: Item[], columns: number): { item: Item; column: number }[][] {
  const rows: { item: Item; column: number }[][] = [];
  for (const [index, item] of items.entries()) {
    if (index % columns === 0) rows.push([]);
    rows.at(-1)?.push({ item, column: index % columns });
  }
  return rows;
}
