import type { Country } from "../../domain/country.ts";
import { Topic, type Fact } from "../../domain/fact.ts";

/** What the corpus knows of one topic of a country: how many facts, the newest date, the best grade. */
export interface TopicCoverage {
  facts: number;
  newest: string | null;
  best: string | null;
}

export interface CountryCoverage extends TopicCoverage {
  country: string;
  name: string;
  kind: Country["kind"];
  topics: Record<Topic, TopicCoverage>;
}

export interface Coverage {
  facts: number;
  /** Countries and territories with at least so many facts; blocs, regions and the world are counted apart. */
  countries: Record<Threshold, number>;
  groups: Record<Threshold, number>;
  /** Countries and territories there are. */
  known: number;
  rows: CountryCoverage[];
}

export const thresholds = ["1", "5", "10", "20"] as const;
type Threshold = (typeof thresholds)[number];

/** Country by topic: how much the corpus knows, how new and how good it is. A fact on two countries counts for both. */
export function coverageOf({ countries, facts }: { countries: Country[]; facts: Fact[] }): Coverage {
  const byCountry = new Map<string, Fact[]>();
  for (const fact of facts)
    for (const code of new Set(fact.countries)) byCountry.set(code, [...(byCountry.get(code) ?? []), fact]);
  const rows = countries
    .flatMap(({ country, name, kind }): CountryCoverage[] => {
      const own = byCountry.get(country);
      if (!own) return [];
      const topics = Object.fromEntries(
        Topic.options.map((topic) => [topic, summary(own.filter((fact) => fact.topic === topic))]),
      ) as Record<Topic, TopicCoverage>;
      return [{ country, name, kind, ...summary(own), topics }];
    })
    .sort((one, other) => other.facts - one.facts || (one.country < other.country ? -1 : 1));
  const isCountry = (kind: Country["kind"]): boolean => kind === "country" || kind === "territory";
  const atLeast = (chosen: CountryCoverage[]): Record<Threshold, number> =>
    Object.fromEntries(
      thresholds.map((least) => [least, chosen.filter((row) => row.facts >= Number(least)).length]),
    ) as Record<Threshold, number>;
  return {
    facts: facts.length,
    known: countries.filter(({ kind }) => isCountry(kind)).length,
    countries: atLeast(rows.filter(({ kind }) => isCountry(kind))),
    groups: atLeast(rows.filter(({ kind }) => !isCountry(kind))),
    rows,
  };
}

function summary(facts: Fact[]): TopicCoverage {
  const dates = facts.flatMap((fact) => fact.asOf ?? []).sort();
  const grades = facts.map((fact) => fact.grade.code).sort();
  return { facts: facts.length, newest: dates.at(-1) ?? null, best: grades[0] ?? null };
}

/** The table of `corpus/README.md`: each number is a count of facts. */
export function coverageMarkdown(coverage: Coverage): string {
  const head = ["", "facts", ...Topic.options, "newest", "best"];
  const rows = coverage.rows.map((row) => [
    `${row.name} (${row.country})`,
    String(row.facts),
    ...Topic.options.map((topic) => (row.topics[topic].facts > 0 ? String(row.topics[topic].facts) : "")),
    row.newest ?? "",
    row.best ?? "",
  ]);
  const line = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    ...coverageSentences(coverage),
    "",
    line(head),
    line(head.map((_, index) => (index === 0 || index > Topic.options.length + 1 ? "---" : "---:"))),
    ...rows.map(line),
  ].join("\n");
}

/** The totals in words. */
export function coverageSentences({ facts, known, countries, groups, rows }: Coverage): string[] {
  const steps = (counts: Record<Threshold, number>): string =>
    thresholds.map((least) => `${counts[least]} with at least ${least}`).join(", ");
  const newest = rows
    .flatMap((row) => row.newest ?? [])
    .sort()
    .at(-1);
  return [
    `${facts.toLocaleString("en")} facts${newest ? `, the newest of ${newest}` : ""}.`,
    `Of ${known} countries and territories: ${steps(countries)}.`,
    `Blocs, regions and the world: ${steps(groups)}.`,
  ];
}

const start = "<!-- coverage:start -->";
const end = "<!-- coverage:end -->";

/** The README with the table between its markers replaced; undefined where it has none. */
export function withCoverage(readme: string, coverage: Coverage): string | undefined {
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from < 0 || to < from) return undefined;
  return `${readme.slice(0, from + start.length)}\n\n${coverageMarkdown(coverage)}\n\n${readme.slice(to)}`;
}
