import type { Comparison, SplitComparison } from "./compare.ts";
import { labels, type AnyMetricName } from "./metrics.ts";
import type { Difference } from "./paired-tests.ts";
import { alignedTable } from "./table.ts";

/** A comparison for a terminal: what differs, how sure that is, and which cases went over. */
export function showComparison(comparison: Comparison, bold: (text: string) => string): string {
  const about = (["a", "b"] as const).map((side) => {
    const { model, version, corpus, at } = comparison[side];
    return `${side.toUpperCase()}: model ${model}, version ${version}, corpus ${corpus}, ${at}`;
  });
  const splits = comparison.splits.map((split) => showSplit(split, bold));
  return [about.join("\n"), ...splits].join("\n\n");
}

function showSplit(
  { suite, split, cases, metrics, gained, lost }: SplitComparison,
  bold: (text: string) => string,
): string {
  const rows = (Object.entries(metrics) as [AnyMetricName, Difference][]).map(([name, found]) => [
    labels[name],
    points(found.a),
    points(found.b),
    `${signed(found.difference)} [${signed(found.low)}, ${signed(found.high)}]`,
    shownP(found.p),
  ]);
  return [
    bold(`${suite} · ${split} · ${cases} cases in both`),
    "",
    ...alignedTable([["", "A %", "B %", "B − A [95 %]", "p"], ...rows]),
    "",
    `only B passes (${gained.length}): ${gained.join(", ") || "none"}`,
    `only A passes (${lost.length}): ${lost.join(", ") || "none"}`,
  ].join("\n");
}

function points(share: number): string {
  return (share * 100).toFixed(1);
}

function signed(share: number): string {
  const text = points(share);
  return text === "-0.0" ? "0.0" : share > 0 ? `+${text}` : text.replace("-", "−");
}

function shownP(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}
