import { nameAtStart, nameInSentence } from "../domain/country-name.ts";
import type { CountryExposure, PairProbability } from "../domain/exposure.ts";
import type { Compiled } from "./compile.ts";
import { percent } from "./sentences.ts";
import type { Simulation } from "./simulate.ts";

/** From here on a difference may be stated; below, two countries are not distinguishable. */
export const certainEnough = 0.9;
/** For more countries than this only neighbours in rank are compared. */
const mostForAllPairs = 8;

/** How often the first of two units scores higher than the second over the same runs; ties count half. */
export function probabilityHigher({ scored, scores, runs }: Simulation, a: number, b: number): number {
  const [left, right] = [scored.indexOf(a) * runs, scored.indexOf(b) * runs];
  let won = 0;
  for (let run = 0; run < runs; run += 1) {
    const difference = scores[left + run]! - scores[right + run]!;
    won += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
  }
  return won / runs;
}

/** The countries in pairs, the higher score first, with what may be said of their order. */
export function pairsOf(countries: CountryExposure[], sample: Compiled, simulation: Simulation): PairProbability[] {
  const ordered = countries.filter((one) => one.score !== null).sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
  const { name } = sample.method.score;
  const more = sample.method.score.as === "complement" ? "more exposed" : `higher in ${name}`;
  return ordered.flatMap((high, index) =>
    ordered.slice(index + 1, ordered.length > mostForAllPairs ? index + 2 : undefined).map((low) => {
      const probability = probabilityHigher(
        simulation,
        sample.units.indexOf(high.country),
        sample.units.indexOf(low.country),
      );
      const distinguishable = probability >= certainEnough;
      const sentence = distinguishable
        ? `${nameAtStart(high.name)} is ${more} than ${nameInSentence(low.name)} in ${percent(probability)} of the runs.`
        : `${nameAtStart(high.name)} and ${nameInSentence(low.name)} are not distinguishable: ${nameInSentence(high.name)} is ${more} in ${percent(probability)} of the runs, and less than ${percent(certainEnough)} is no ground for an order.`;
      return { more: high.country, less: low.country, probability, distinguishable, sentence };
    }),
  );
}
