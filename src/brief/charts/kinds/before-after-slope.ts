import type { ShockedCountry } from "../../../domain/exposure.ts";
import { defineChart } from "../../../kit/chart.ts";
import { AttacheError } from "../../../kit/error.ts";
import { look } from "../look.ts";
import { panels } from "../panels.ts";
import { bandText, methodLine, plainText, scoreName, scoreText, signedText, unscoredNote } from "../words.ts";

const height = 130;
const inset = 16;

/** A panel a country: its score before and after the shock, over the lines of all others. */
export default defineChart({
  title: "Before and after the shock",
  draw(report, plot) {
    if (!report.scenario)
      throw new AttacheError("usage", "A chart of before and after needs a scenario, and this report has none.", {
        next: "Name a scenario when the exposure is computed, then draw the chart again.",
      });
    const countries = report.scenario.countries.filter(isComputed).sort(byRankAfter);
    const others = report.scenario.countries.filter((country) => !isComputed(country));
    const isUnscored = ({ status }: ShockedCountry): boolean => status === "insufficient-data";
    const domain = domainOf(countries);
    // The ends of a narrow band are labelled a line's height away from the score.
    const lineHeight = (13 * (domain[1] - domain[0])) / (height - 2 * inset);
    const plots = panels(plot, {
      items: countries,
      head: (country) => ({ name: country.name, lines: headLines(country) }),
      left: 0,
      height,
      foot: 22,
      draw(row) {
        const ends = row.flatMap(({ item, column }) => endsOf(item).map((end) => ({ ...end, column })));
        const bands = row.flatMap(({ item, column }) =>
          item.afterBand ? [{ column, when: "after", after: item.after, ...item.afterBand }] : [],
        );
        const bandEnds = bands.flatMap(({ column, when, after, low, high }) => [
          { column, when, score: high, label: Math.max(high, after + lineHeight) },
          { column, when, score: low, label: Math.min(low, after - lineHeight) },
        ]);
        const place = { x: "when", y: "score", fx: "column" } as const;
        const band = { fx: "column", stroke: look.quiet, strokeWidth: 2 } as const;
        const label = { ...place, text: ({ score }: End) => scoreText(score), fontSize: 11, fill: look.ink } as const;
        return {
          x: { axis: null, type: "point", domain: ["before", "after"], padding: 0, insetLeft: 42, insetRight: 48 },
          y: { axis: null, domain, inset },
          marks: [
            plot.line(countries.flatMap(endsOf), {
              x: "when",
              y: "score",
              z: "country",
              stroke: look.context,
              strokeWidth: 1,
            }),
            plot.ruleX(bands, { ...band, x: "when", y1: "low", y2: "high" }),
            plot.ruleY(bandEnds, { ...band, x1: "when", x2: "when", y: "score", inset: -5 }),
            plot.line(ends, { ...place, z: "country", stroke: look.ink, strokeWidth: 2.5 }),
            plot.dot(ends, { ...place, r: 4, fill: look.ink, stroke: "#ffffff", strokeWidth: 1 }),
            plot.text(
              ends.filter(({ when }) => when === "before"),
              { ...label, textAnchor: "end", dx: -8 },
            ),
            plot.text(
              ends.filter(({ when }) => when === "after"),
              { ...label, textAnchor: "start", dx: 9, fontWeight: "bold" },
            ),
            plot.text(bandEnds, { ...label, y: "label", textAnchor: "start", dx: 9, fill: look.quiet }),
            plot.text(ends, {
              x: "when",
              fx: "column",
              text: "when",
              frameAnchor: "bottom",
              lineAnchor: "top",
              dy: 6,
              fontSize: 11,
              fill: look.quiet,
            }),
          ],
        };
      },
    });
    return {
      plots,
      subtitle: [
        `Scenario: ${report.scenario.scenarios.map(({ title, version }) => `${title} (version ${version})`).join("; ")}`,
        `Black: the ${scoreName(report)} of the country; after the shock with the band from the 5th to the 95th percentile. Grey: the other countries. All panels have one scale. In order of rank after the shock.`,
        methodLine(report),
      ],
      notes: [
        ...unscoredNote(others.filter(isUnscored)),
        ...others.filter((country) => !isUnscored(country)).map(({ name }) => `${name}: no score before or after`),
      ],
      sentences: countries.map((country) => {
        const band = country.afterBand ? ` (band ${bandText(country.afterBand, scoreText)})` : "";
        const ends = `before ${scoreText(country.before)}, after ${scoreText(country.after)}${band}`;
        return `${country.name}: ${[ends, ...headLines(country)].join("; ")}`;
      }),
    };
  },
});

type Computed = ShockedCountry & { before: number; after: number };

interface End {
  when: string;
  score: number;
}

function isComputed(country: ShockedCountry): country is Computed {
  return country.before !== null && country.after !== null;
}

function endsOf({ country, before, after }: Computed): (End & { country: string })[] {
  return [
    { country, when: "before", score: before },
    { country, when: "after", score: after },
  ];
}

function domainOf(countries: Computed[]): [low: number, high: number] {
  const values = countries.flatMap(({ before, after, afterBand }) => [
    before,
    after,
    afterBand?.low ?? after,
    afterBand?.high ?? after,
  ]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low < high ? [low, high] : [low - 1, high + 1];
}

function byRankAfter(one: Computed, other: Computed): number {
  return (one.rankAfter ?? Infinity) - (other.rankAfter ?? Infinity) || other.after - one.after;
}

function headLines({ status, change, changeBand, rankBefore, rankAfter }: Computed): string[] {
  const between = changeBand ? ` (${bandText(changeBand, signedText)})` : "";
  const changed = change === null ? [] : [`change ${signedText(change)}${between}`];
  return [
    ...(status === "spared" ? ["the shock does not reach it"] : changed),
    ...(rankBefore === null || rankAfter === null ? [] : [rankText(rankBefore, rankAfter)]),
  ];
}

function rankText(before: number, after: number): string {
  return `rank ${plainText(before)}${before === after ? ", unchanged" : ` → ${plainText(after)}`}`;
}
