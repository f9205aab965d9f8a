import { defineChart } from "../../../kit/chart.ts";
import { fitText, textWidth } from "../fit-text.ts";
import { layersOf } from "../layers.ts";
import { look } from "../look.ts";
import { panels } from "../panels.ts";
import { byRank, methodLine, scoreName, scoreText, signedText, unscoredNote, type ScoredCountry } from "../words.ts";

/** For each country, what each layer adds to the reference's exposure or takes from it (Shapley values). */
export default defineChart({
  title: "What each layer adds to exposure, against the reference",
  draw(report, plot) {
    const { scored, unscored } = byRank(report.countries);
    const layers = layersOf(scored).map(({ layer, title }) => ({ layer, title: fitText(title, 140) }));
    const rowHeight = Math.max(22, ...layers.map(({ title }) => title.length * 14 + 4));
    const bars = scored.flatMap((country) => barsOf(country, layers));
    const values = bars.flatMap(({ adds }) => adds ?? []);
    const room = (labelled: Bar[]): number => 6 + Math.max(0, ...labelled.map(({ label }) => textWidth(label, 11)));
    const reference = commonReference(scored);
    const score = scoreName(report);
    const plots = panels(plot, {
      items: scored,
      head: (country) => ({ name: country.name, lines: headLines(country, reference) }),
      left: 12 + Math.ceil(Math.max(0, ...layers.flatMap(({ title }) => title.map((line) => textWidth(line))))),
      height: Math.max(1, layers.length) * rowHeight,
      foot: 4,
      draw(row) {
        const drawn = row.flatMap(({ item, column }) => barsOf(item, layers).map((bar) => ({ ...bar, column })));
        const known = drawn.filter(({ adds }) => adds !== null);
        const lowering = known.filter(isLowering);
        const place = { y: "layer", fx: "column" } as const;
        const label = { ...place, text: "label", fontSize: 11, fill: look.ink } as const;
        return {
          x: {
            axis: null,
            domain: [Math.min(0, ...values), Math.max(0, ...values) || 1],
            insetLeft: room(bars.filter(isLowering)),
            insetRight: room(bars.filter((bar) => !isLowering(bar))),
          },
          y: { axis: null, domain: layers.map(({ layer }) => layer), padding: 0.25, round: false },
          marks: [
            plot.ruleY(
              layers.filter((_, index) => index % 2 === 1),
              { y: "layer", stroke: look.stripe, strokeWidth: rowHeight },
            ),
            plot.barX(known, {
              ...place,
              x: "adds",
              fill: (bar: Bar) => (isLowering(bar) ? look.pale : look.dark),
              stroke: look.ink,
              strokeWidth: 0.75,
            }),
            plot.ruleX([0], { stroke: look.ink }),
            plot.text(
              drawn.filter((bar) => !isLowering(bar)),
              { ...label, x: ({ adds }: Bar) => adds ?? 0, dx: 4, textAnchor: "start" },
            ),
            plot.text(lowering, { ...label, x: "adds", dx: -4, textAnchor: "end" }),
            plot.text(
              layers.map(({ layer, title }) => ({ layer, column: 0, title: title.join("\n") })),
              {
                ...place,
                text: "title",
                frameAnchor: "left",
                textAnchor: "end",
                dx: -8,
                fontSize: look.fontSize,
                lineHeight: 14 / look.fontSize,
                fill: look.ink,
              },
            ),
          ],
        };
      },
    });
    return {
      plots,
      subtitle: [
        `Points of ${score}. Right of the line and dark: the layer raises it above the reference. Left and pale: the layer lowers it. The bars of a country sum to E − E_reference; E is its ${score}.`,
        ...(reference ? [`Reference: ${reference}, over the same layers as the country`] : []),
        methodLine(report),
      ],
      notes: unscoredNote(unscored),
      sentences: scored.map((country) => {
        const added = country.layers.map(({ title, adds }) => `${title} ${labelOf(adds)}`);
        return `${country.name}: ${[...headLines(country), ...added].join("; ")}`;
      }),
    };
  },
});

interface Bar {
  layer: string;
  adds: number | null;
  label: string;
}

function barsOf(country: ScoredCountry, layers: { layer: string }[]): Bar[] {
  return layers.map(({ layer }) => {
    const adds = country.layers.find((part) => part.layer === layer)?.adds ?? null;
    return { layer, adds, label: labelOf(adds) };
  });
}

function labelOf(adds: number | null): string {
  return adds === null ? "no value" : signedText(adds);
}

function isLowering({ adds }: Bar): boolean {
  return adds !== null && adds < 0;
}

function headLines({ score, reference }: ScoredCountry, common?: string): string[] {
  if (!reference) return [`E ${scoreText(score)}, no reference`];
  const name = reference.name === common ? "" : ` (${reference.name})`;
  return [`E ${scoreText(score)}, E_reference ${scoreText(reference.score)}${name}`];
}

/** The name of the reference that all countries share, which then need not stand in each panel. */
function commonReference(countries: ScoredCountry[]): string | undefined {
  const [name, ...others] = new Set(countries.map(({ reference }) => reference?.name));
  return others.length === 0 ? name : undefined;
}
