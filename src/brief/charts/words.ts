import type { Band, CountryExposure, ExposureReport } from "../../domain/exposure.ts";

/** A score as charts print it: one decimal, no negative zero. */
export function scoreText(value: number): string {
  return value
    .toFixed(1)
    .replace(/^-(0\.0)$/, "$1")
    .replace("-", "−");
}

/** A difference, with its sign. */
export function signedText(value: number): string {
  const text = scoreText(value);
  return text === "0.0" || text.startsWith("−") ? text : `+${text}`;
}

/** A rank or a tick: whole numbers without decimals. */
export function plainText(value: number): string {
  return scoreText(value).replace(/\.0$/, "");
}

export function bandText(band: Band, text: (value: number) => string): string {
  return `${text(band.low)} to ${text(band.high)}`;
}

/** The method and what its numbers rest on, for under a chart's title. */
export function methodLine({ method, asOf, runs, weights }: ExposureReport): string {
  return [
    `${method.title}, version ${method.version}`,
    ...(asOf === null ? [] : [`data up to ${asOf}`]),
    `${runs.toLocaleString("en-US")} simulated runs`,
    ...(Object.keys(weights).length > 0 ? ["weights changed by the caller"] : []),
  ].join("; ");
}

/** Countries with a score in order of rank, and those without. */
export function byRank(countries: CountryExposure[]): { scored: ScoredCountry[]; unscored: CountryExposure[] } {
  const scored = countries.filter((country): country is ScoredCountry => country.score !== null);
  return {
    scored: scored.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || b.score - a.score),
    unscored: countries.filter(({ score }) => score === null),
  };
}

export type ScoredCountry = CountryExposure & { score: number };

/** A note that names the countries without a score; none where all have one. */
export function unscoredNote(countries: { name: string }[]): string[] {
  return countries.length === 0 ? [] : [`No score, insufficient data: ${countries.map(({ name }) => name).join(", ")}`];
}

/** What the method calls its score, as it stands within a sentence. */
export function scoreName({ method: { score } }: ExposureReport): string {
  return /^\p{Lu}\p{Ll}/u.test(score) ? score.charAt(0).toLowerCase() + score.slice(1) : score;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
