import { nameAtStart, nameInSentence } from "../domain/country-name.ts";
import type { CountryExposure, Statement } from "../domain/exposure.ts";
import type { Compiled } from "./compile.ts";
import type { ExposureData } from "./exposure-data.ts";
import type { Scored } from "./score.ts";

/** A figure as it stands in a sentence: one decimal. */
export function figure(value: number): string {
  return value.toFixed(1);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} percent`;
}

/**
 * What can be said of a country in plain sentences, each complete in itself: the score with its band, the rank, the weakest
 * layer, what drives the score, what speaks against it, what is missing.
 */
export function sentencesOf(country: CountryExposure, { method }: Compiled, scored: number, runs: number): Statement[] {
  const { score, band, rank, rankBand } = country;
  const name = nameInSentence(country.name);
  const by = `by ${method.title} ${method.version}`;
  if (score === null || !band || rank === null || !rankBand)
    return [{ part: "insufficient", text: insufficient(country, by) }];
  const top = method.scale[1];
  const first = method.score.rank_one === "lowest" ? "lowest" : "highest";
  const texts: [Statement["part"], string[]][] = [
    [
      "score",
      [
        `The ${method.score.name.toLowerCase()} of ${name} is ${figure(score)} of ${top} ${by}${unscored(country)}; 90 percent of ${runs.toLocaleString("en")} simulated runs lie between ${figure(band.low)} and ${figure(band.high)}.`,
      ],
    ],
    [
      "rank",
      [
        `${nameAtStart(country.name)} ranks ${rank} of ${scored} countries with enough data, where 1 is the ${first} ${method.score.name.toLowerCase()}; 90 percent of the runs put it between ${Math.round(rankBand.low)} and ${Math.round(rankBand.high)}.`,
      ],
    ],
    ["weakest", weakest(country, top, method.weakest_link?.thresholds.length ?? 0)],
    ["drivers", drivers(country, method.score.as === "complement")],
    ["counter-argument", counter(country)],
  ];
  return texts.flatMap(([part, some]) => some.map((text) => ({ part, text })));
}

const mostInOverview = 5;

/** The ends of the ranking in one sentence; the order within it is that of the nominal scores. */
export function overviewOf({ method, units }: Compiled, { scores }: Scored, data: ExposureData): Statement | null {
  const ordered = [...units.keys()].sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  if (ordered.length < 2 * mostInOverview) return null;
  const named = (some: number[]): string =>
    some.map((unit) => `${nameInSentence(data.name(units[unit] ?? ""))} (${figure(scores[unit] ?? 0)})`).join(", ");
  const [low, high] = [ordered.slice(0, mostInOverview), ordered.slice(-mostInOverview).reverse()];
  const name = method.score.name.toLowerCase();
  return {
    part: "overview",
    text: `Of the ${units.length} countries that can be scored by ${method.title} ${method.version}, the lowest ${name} is that of ${named(low)}, and the highest that of ${named(high)}; neighbours in this order are mostly not distinguishable.`,
  };
}

// A layer that is left out may be the weakest one, which the figure alone would hide.
function unscored({ layers }: CountryExposure): string {
  const out = layers.filter((layer) => layer.score === null).map((layer) => layer.title.toLowerCase());
  return out.length > 0 ? `, leaving out ${out.join(" and ")} for want of data` : "";
}

function insufficient({ name, layers, coverage }: CountryExposure, by: string): string {
  const there = layers.filter((layer) => layer.score !== null);
  const missing = layers.filter((layer) => layer.score === null).map((layer) => layer.title.toLowerCase());
  if (layers.length === 0) return `There is no data to score ${nameInSentence(name)} ${by}.`;
  return `There is too little data to score ${nameInSentence(name)} ${by}: ${there.length} of ${layers.length} layers and ${percent(coverage)} of the indicator weight are observed${missing.length > 0 ? `; no score for ${missing.join(", ")}` : ""}.`;
}

function weakest({ name, weakest }: CountryExposure, top: number, levels: number): string[] {
  if (!weakest) return [];
  const { title, score, level, label } = weakest;
  return [
    `The weakest layer of ${nameInSentence(name)} is ${title.toLowerCase()}, with a resilience of ${figure(score)} of ${top} (level ${level} of ${levels}, ${label}).`,
  ];
}

function drivers({ name, reference, layers }: CountryExposure, complement: boolean): string[] {
  if (!reference) return [];
  const parts = layers.flatMap((layer) =>
    layer.adds === null ? [] : [{ title: layer.title.toLowerCase(), adds: layer.adds }],
  );
  const most = [...parts].sort((a, b) => b.adds - a.adds)[0];
  const least = [...parts].sort((a, b) => a.adds - b.adds)[0];
  const clause = (part: { title: string; adds: number } | undefined, up: boolean): string[] => {
    if (!part || (up ? part.adds < 0.05 : part.adds > -0.05)) return [];
    return [`${part.title} ${up ? "adds" : "takes off"} ${figure(Math.abs(part.adds))} points`];
  };
  const clauses = [...clause(most, true), ...clause(least, false)];
  if (clauses.length === 0) return [];
  return [
    `Against the ${reference.name}, whose ${complement ? "exposure" : "score"} on the same layers is ${figure(reference.score)}, the largest parts for ${nameInSentence(name)} are these: ${clauses.join(", ")}.`,
  ];
}

function counter({ name, counterArgument, rank }: CountryExposure): string[] {
  if (!counterArgument || rank === null) return [];
  const { title, rankWithout, scoreWithout } = counterArgument;
  return [
    `The largest counter-argument is the indicator "${title}": without it ${nameInSentence(name)} would score ${figure(scoreWithout)} and rank ${rankWithout} instead of ${rank}.`,
  ];
}
