import { readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { compile, type Compiled } from "../exposure/compile.ts";
import { screened } from "../exposure/coverage.ts";
import { certainEnough, probabilityHigher } from "../exposure/pairs.ts";
import { score } from "../exposure/score.ts";
import { simulate, usualUncertainty, type Simulation } from "../exposure/simulate.ts";
import { packageRoot } from "../home.ts";
import { openExposureFiles } from "../library/exposure-files.ts";
import { readYaml } from "../library/yaml.ts";

const Ratings = z.object({
  source: z.string(),
  order: z.array(z.string()),
  ratings: z.array(z.object({ country: z.string(), rating: z.string(), fact: z.string() })),
});
type Rating = z.infer<typeof Ratings>["ratings"][number];

/** The order of one method beside someone's ratings. */
export interface RatingOrder {
  method: string;
  source: string;
  /** False where the method needs data that is not shipped: the rest is then empty. */
  scored: boolean;
  countries: { country: string; rating: string; score: number }[];
  pairs: number;
  agree: number;
  /** Pairs by what at least nine runs in ten say of them. */
  certain: { agree: number; contradict: number; open: number };
  /** Pairs that stand the other way round. */
  contrary: { low: Rating; high: Rating }[];
}

/** Sets the order of each shipped method beside the ratings of a file. Nothing is fitted to them. */
export function ratingOrders(file: string, seed: number): RatingOrder[] {
  const { order, ratings, source } = readYaml(Ratings, readFileSync(file, "utf8"), file);
  const files = openExposureFiles(join(packageRoot(), "corpus"));
  return files.methods().map((id) => {
    const method = files.method(id);
    let sample: Compiled;
    try {
      sample = screened(compile(method, files.table()));
    } catch {
      return { ...nothing, method: id, source };
    }
    const { scores } = score(sample);
    const of = (country: string): number => scores[sample.units.indexOf(country)] ?? Number.NaN;
    const settings = method.uncertainty ?? usualUncertainty;
    const simulation = simulate({ compiled: sample, settings, seed, keep: [] });
    const pairs = ratings.flatMap((low) =>
      ratings.filter((high) => order.indexOf(low.rating) < order.indexOf(high.rating)).map((high) => ({ low, high })),
    );
    const contrary = pairs.filter(({ low, high }) => !(of(low.country) < of(high.country)));
    return {
      method: id,
      source,
      scored: true,
      countries: ratings.map(({ country, rating }) => ({ country, rating, score: of(country) })),
      pairs: pairs.length,
      agree: pairs.length - contrary.length,
      certain: certainty(pairs, sample, simulation),
      contrary,
    };
  });
}

/** A rating order as lines for people. */
export function ratingLines({ method, source, scored, countries, ...order }: RatingOrder): string[] {
  if (!scored) return [`${method}: needs data that is not shipped`];
  const { pairs, agree, certain, contrary } = order;
  const shown = countries.map(({ country, rating, score }) => `${country} ${rating} ${score.toFixed(1)}`).join(", ");
  return [
    `${method} beside ${source}: ${shown}`,
    `  ${agree} of ${pairs} pairs in the same order; with at least 90 % of the runs ${certain.agree} agree, ${certain.contradict} contradict, ${certain.open} are not distinguishable`,
    ...contrary.map(
      ({ low, high }) => `  other way round: ${low.country} (${low.rating}) above ${high.country} (${high.rating})`,
    ),
  ];
}

const nothing = {
  scored: false,
  countries: [],
  pairs: 0,
  agree: 0,
  certain: { agree: 0, contradict: 0, open: 0 },
  contrary: [],
};

function certainty(
  pairs: { low: Rating; high: Rating }[],
  sample: Compiled,
  simulation: Simulation | undefined,
): RatingOrder["certain"] {
  const counts = { agree: 0, contradict: 0, open: 0 };
  if (!simulation) return counts;
  for (const { low, high } of pairs) {
    const [a, b] = [sample.units.indexOf(high.country), sample.units.indexOf(low.country)];
    const probability = probabilityHigher(simulation, a, b);
    counts[probability >= certainEnough ? "agree" : probability <= 1 - certainEnough ? "contradict" : "open"] += 1;
  }
  return counts;
}
