import { defineChart } from "../../../kit/chart.ts";
import { fitText, textWidth } from "../fit-text.ts";
import { hatch } from "../hatch.ts";
import { layersOf } from "../layers.ts";
import { look } from "../look.ts";
import { tableRows } from "../rows.ts";
import { shade } from "../shade.ts";
import { byRank, methodLine, scoreText, unscoredNote } from "../words.ts";

/** The resilience of each country in each layer: a number in every cell, darker where it is lower. */
export default defineChart({
  title: "Resilience by layer",
  draw(report, plot) {
    const { scored, unscored } = byRank(report.countries);
    const layers = layersOf(report.countries);
    const { rows, height, nameRoom } = tableRows([...scored, ...unscored], { least: 28, nameWidth: 150 });
    const left = nameRoom + 12;
    const longestWord = Math.max(0, ...layers.flatMap(({ title }) => title.split(" ")).map((word) => textWidth(word)));
    const even = (look.width - left) / Math.max(1, layers.length);
    const cellWidth = Math.floor(Math.max(52, Math.min(130, longestWord + 8), even));
    const heads = layers.map(({ title }, index) => ({
      middle: (index + 0.5) * cellWidth,
      title: fitText(title, cellWidth - 6),
    }));
    const above = 8 + 14 * Math.max(1, ...heads.map(({ title }) => title.length));
    const cells = rows.flatMap(({ item, top, middle, bottom }) =>
      layers.map(({ layer }, index) => ({
        score: item.layers.find((part) => part.layer === layer)?.score ?? null,
        place: { left: index * cellWidth + 1, right: (index + 1) * cellWidth - 1, top: top + 1, bottom: bottom - 1 },
        middle: { x: (index + 0.5) * cellWidth, y: middle },
      })),
    );
    const width = Math.max(1, layers.length) * cellWidth;
    const known = cells.filter((cell): cell is typeof cell & { score: number } => cell.score !== null);
    const missing = cells.filter(({ score }) => score === null);
    type Cell = (typeof cells)[number];
    const text = { fontSize: look.fontSize, lineHeight: 14 / look.fontSize, fill: look.ink } as const;
    const centre = { x: ({ middle }: Cell) => middle.x, y: ({ middle }: Cell) => middle.y } as const;
    return {
      plots: [
        {
          width: left + width,
          height: above + height,
          marginTop: above,
          marginRight: 0,
          marginBottom: 0,
          marginLeft: left,
          // Pixels, counted from the first cell.
          x: { axis: null, domain: [0, width] },
          y: { axis: null, domain: [height, 0] },
          marks: [
            plot.rect(known, {
              x1: ({ place }: Cell) => place.left,
              x2: ({ place }: Cell) => place.right,
              y1: ({ place }: Cell) => place.top,
              y2: ({ place }: Cell) => place.bottom,
              fill: ({ score }: (typeof known)[number]) => shade(score).fill,
            }),
            (_index, _scales, _values, _dimensions, context) => {
              if (missing.length === 0) return null;
              const path = (context.document as unknown as PathMaker).createElementNS(svgSpace, "path");
              const areas = missing.map(({ place: { left: x, right, top, bottom } }) =>
                hatch(left + x, above + top, right - x, bottom - top),
              );
              path.setAttribute("d", areas.join(""));
              path.setAttribute("fill", "none");
              path.setAttribute("stroke", look.quiet);
              path.setAttribute("stroke-width", "0.75");
              return path as never;
            },
            plot.dot(missing, { ...centre, r: 8, fill: "#ffffff" }),
            plot.text(missing, { ...text, ...centre, text: () => "–", fontWeight: "bold" }),
            plot.text(known, {
              ...text,
              ...centre,
              text: ({ score }: (typeof known)[number]) => scoreText(score),
              fill: ({ score }: (typeof known)[number]) => shade(score).ink,
            }),
            plot.text(rows, {
              ...text,
              y: "middle",
              text: ({ name }: { name: string[] }) => name.join("\n"),
              frameAnchor: "left",
              textAnchor: "end",
              dx: -8,
            }),
            plot.text(heads, {
              ...text,
              x: "middle",
              text: ({ title }: { title: string[] }) => title.join("\n"),
              frameAnchor: "top",
              lineAnchor: "bottom",
              dy: -6,
            }),
          ],
        },
      ],
      subtitle: [
        "Countries in order of rank. From 0 (none) to 100 (full); the darker the cell, the less resilient. Hatched with –: too little is observed.",
        methodLine(report),
      ],
      notes: unscoredNote(unscored),
      sentences: rows.map(({ item }) => {
        const parts = layers.map(({ layer, title }) => {
          const score = item.layers.find((part) => part.layer === layer)?.score ?? null;
          return `${title} ${score === null ? "missing" : scoreText(score)}`;
        });
        return `${item.name}: ${parts.join("; ")}`;
      }),
    };
  },
});

const svgSpace = "http://www.w3.org/2000/svg";

interface PathMaker {
  createElementNS(space: string, name: string): { setAttribute(name: string, value: string): void };
}
