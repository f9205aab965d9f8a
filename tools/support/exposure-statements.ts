import type { Citation } from "../../src/domain/answer.ts";
import type { CountryExposure, ExposureReport, IndicatorPart } from "../../src/domain/exposure.ts";
import type { EvidenceItem } from "../../src/kit/tool.ts";

type Value = Pick<IndicatorPart, "title" | "value" | "unit" | "year"> & Partial<Pick<IndicatorPart, "low" | "high">>;

/** An observation as a statement that stands alone: what, whose, when, how much. */
export function observationStatement(part: Value, name: string): string {
  const year = part.year === null ? "" : ` in ${part.year}`;
  const { value, low = null, high = null } = part;
  const interval = low !== null && high !== null && low < high ? `${amount(low)} to ${amount(high)}` : null;
  const shown = value === null ? (interval ?? "not known") : `${amount(value)}${interval ? ` (${interval})` : ""}`;
  return `${part.title}, ${name}${year}: ${shown} ${part.unit}`;
}

/** A number as it is read: thousands separated, at most four digits of a small one, very large ones as powers of ten. */
export function amount(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15) return Number(value.toPrecision(4)).toExponential().replace("e+", "e");
  return value.toLocaleString("en", size >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 });
}

/** What of a report can be cited: each computed sentence, and each observation with its source. */
export function exposureEvidence(report: ExposureReport): EvidenceItem[] {
  const { method, asOf, seed, runs } = report;
  const used = new Set(
    report.countries.flatMap(({ layers }) => layers.flatMap(({ indicators }) => indicators.map((part) => part.source))),
  );
  const from = [
    ...new Set(
      report.sources.filter(({ id }) => used.has(id)).map(({ publisher, grade }) => `${publisher} (${grade})`),
    ),
  ];
  const basis = { method: method.method, version: method.version, title: method.title, asOf, seed, runs, from };
  const run = [method.method, asOf, seed, runs, JSON.stringify(report.weights)].join(":");
  const computed = (quote: string, data: Record<string, unknown>): EvidenceItem => ({
    key: `computed:exposure:${run}:${quote}`,
    kind: "computed",
    source: null,
    quote,
    data: { ...basis, ...data },
  });
  const sources = new Map(report.sources.map((source) => [source.id, source]));
  const items = [
    ...report.countries.flatMap((country) => [
      ...country.sentences.map(({ part, text }) => computed(text, { part, ...scoreOf(country) })),
      ...country.layers.flatMap((layer) => layer.indicators).flatMap((part) => observed(part, country, sources)),
      ...country.beside.flatMap((part) => observed(part, country, sources)),
    ]),
    ...(report.overview ? [computed(report.overview.text, { part: "overview" })] : []),
    ...report.pairs.map(({ sentence, ...pair }) =>
      computed(sentence, { part: "pair", countries: [pair.more, pair.less], ...pair }),
    ),
    ...(report.scenario?.countries ?? []).flatMap(({ country, before, after, sentences }) =>
      sentences.map(({ part, text }) => computed(text, { part, countries: [country], before, after })),
    ),
    ...(report.scenario?.reversals ?? []).map((sentence) => computed(sentence, { part: "reversal" })),
  ];
  return [...new Map(items.map((item) => [item.key, item])).values()];
}

function scoreOf({ country, status, score, band, rank }: CountryExposure): Record<string, unknown> {
  return { countries: [country], status, score, low: band?.low, high: band?.high, rank };
}

function observed(
  part: Value & Pick<IndicatorPart, "indicator" | "source" | "row">,
  { country, name }: CountryExposure,
  sources: Map<string, Citation>,
): EvidenceItem[] {
  const source = part.source === null ? undefined : sources.get(part.source);
  if (!source || part.value === null) return [];
  const { id, title, publisher, url, published, grade } = source;
  return [
    {
      key: `observation:${part.indicator}:${country}:${part.year ?? ""}`,
      kind: "computed",
      source: { id, title, publisher, url, published, grade },
      quote: observationStatement(part, name),
      ...(part.row === null ? {} : { locator: part.row.slice(0, 300) }),
      data: {
        part: "observation",
        indicator: part.indicator,
        countries: [country],
        year: part.year,
        value: part.value,
        unit: part.unit,
      },
    },
  ];
}
