import { defineChart } from "../../../kit/chart.ts";
import { textWidth } from "../fit-text.ts";
import { look } from "../look.ts";
import { tableRows } from "../rows.ts";
import {
  bandText,
  byRank,
  capitalised,
  methodLine,
  plainText,
  scoreName,
  scoreText,
  type ScoredCountry,
} from "../words.ts";

/** The score of each country as a dot in its 5–95 % band, in order of rank. */
export default defineChart({
  title: "Score and how sure it is",
  draw(report, plot) {
    const { scored, unscored } = byRank(report.countries);
    const name = scoreName(report);
    const table = tableRows([...scored, ...unscored], { least: 26, nameWidth: 180 });
    const rows = table.rows.map(({ item, name, middle }) => ({
      middle,
      name: name.join("\n"),
      score: item.score,
      band: item.band,
      scoreLabel: scoreLabel(item),
      rankLabel: rankLabel(item),
    }));
    const columns = { score: "score (band)", rank: "rank (band)" };
    const widest = (texts: string[]): number => Math.ceil(Math.max(...texts.map((text) => textWidth(text))));
    const scoreColumn = 14 + widest([columns.score, ...rows.map((row) => row.scoreLabel)]);
    const rankColumn = widest([columns.rank, ...rows.map((row) => row.rankLabel)]);
    const ticks = scaleTicks(scored);
    const [first, last] = [ticks[0] ?? 0, ticks.at(-1) ?? 100];
    const bands = rows.flatMap(({ middle, band }) => (band ? [{ middle, ...band }] : []));
    const isScored = ({ score }: { score: number | null }): boolean => score !== null;

    const bar = { stroke: look.quiet, strokeWidth: 2.5 } as const;
    const text = { fontSize: look.fontSize, fill: look.ink } as const;
    const right = { ...text, y: "middle", frameAnchor: "right", textAnchor: "start" } as const;
    const head = {
      ...text,
      fill: look.quiet,
      frameAnchor: "top-right",
      textAnchor: "start",
      lineAnchor: "bottom",
    } as const;
    return {
      plots: [
        {
          width: look.width,
          height: 22 + table.height + 42,
          marginTop: 22,
          marginBottom: 42,
          marginLeft: 14 + table.nameRoom,
          marginRight: 14 + scoreColumn + rankColumn,
          x: { domain: [first, last], axis: null },
          y: { domain: [table.height, 0], axis: null },
          marks: [
            plot.gridX(ticks, { stroke: look.grid, strokeOpacity: 1 }),
            plot.axisX(ticks, {
              label: capitalised(name),
              labelAnchor: "center",
              labelArrow: "none",
              labelOffset: 36,
              fontSize: look.fontSize,
              tickFormat: plainText,
              color: look.ink,
            }),
            plot.ruleY(bands, { ...bar, y: "middle", x1: "low", x2: "high" }),
            ...(["low", "high"] as const).map((end) =>
              plot.ruleX(bands, {
                ...bar,
                x: end,
                y1: ({ middle }: { middle: number }) => middle - 5,
                y2: ({ middle }: { middle: number }) => middle + 5,
              }),
            ),
            plot.dot(rows.filter(isScored), {
              x: "score",
              y: "middle",
              r: 5,
              fill: look.ink,
              stroke: "#ffffff",
              strokeWidth: 1,
            }),
            plot.text(rows, {
              ...text,
              y: "middle",
              text: "name",
              frameAnchor: "left",
              textAnchor: "end",
              dx: -10,
              lineHeight: 14 / look.fontSize,
            }),
            plot.text(
              rows.filter((row) => !isScored(row)),
              { ...text, y: "middle", text: () => noScore, frameAnchor: "left", dx: 6, fontStyle: "italic" },
            ),
            plot.text(rows, { ...right, text: "scoreLabel", dx: 14 }),
            plot.text(rows, { ...right, text: "rankLabel", dx: 14 + scoreColumn }),
            plot.text([columns.score], { ...head, dx: 14, dy: -6 }),
            plot.text([columns.rank], { ...head, dx: 14 + scoreColumn, dy: -6 }),
          ],
        },
      ],
      subtitle: [
        `Dot: ${name}. Line: band from the 5th to the 95th percentile of the simulated runs. In order of rank.`,
        methodLine(report),
      ],
      notes: [],
      sentences: [
        `The scale of ${name} runs from ${plainText(first)} to ${plainText(last)}, with marks at ${ticks.map(plainText).join(", ")}`,
        ...scored.map((country) => {
          const band = country.band ? `band ${bandText(country.band, scoreText)}` : "no band";
          const rank = country.rank === null ? "no rank" : `rank ${plainText(country.rank)}`;
          const ranks = country.rankBand ? `, rank band ${bandText(country.rankBand, plainText)}` : "";
          return `${country.name}: ${name} ${scoreText(country.score)}, ${band}, ${rank}${ranks}`;
        }),
        ...unscored.map((country) => `${country.name}: ${noScore}`),
      ],
    };
  },
});

const noScore = "no score: insufficient data";

function scoreLabel({ score, band }: Pick<ScoredCountry, "band"> & { score: number | null }): string {
  if (score === null) return "";
  return `${scoreText(score)}${band ? ` (${bandText(band, scoreText)})` : ""}`;
}

function rankLabel({ rank, rankBand }: Pick<ScoredCountry, "rank" | "rankBand">): string {
  if (rank === null) return "";
  return `${plainText(rank)}${rankBand ? ` (${bandText(rankBand, plainText)})` : ""}`;
}

// Exposure runs from 0 to 100; a method of one's own may leave that range.
function scaleTicks(countries: ScoredCountry[]): number[] {
  const values = countries.flatMap(({ score, band }) => [score, band?.low ?? score, band?.high ?? score]);
  const low = Math.floor(Math.min(0, ...values) / 20);
  const high = Math.ceil(Math.max(100, ...values) / 20);
  const step = Math.max(1, Math.ceil((high - low) / 10));
  return Array.from({ length: Math.ceil((high - low) / step) + 1 }, (_, index) => (low + index * step) * 20);
}
