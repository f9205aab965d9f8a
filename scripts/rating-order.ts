import { readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { probabilityHigher } from "../src/exposure/pairs.ts";
import { compile } from "../src/exposure/compile.ts";
import { screened } from "../src/exposure/coverage.ts";
import { score } from "../src/exposure/score.ts";
import { simulate, usualUncertainty } from "../src/exposure/simulate.ts";
import { packageRoot } from "../src/home.ts";
import { openExposureFiles } from "../src/library/exposure-files.ts";
import { readYaml } from "../src/library/yaml.ts";

/** Sets the order of our exposure beside the ratings of dependency in an article: `npm run rating-order`. Fits nothing. */
const Ratings = z.object({
  source: z.string(),
  order: z.array(z.string()),
  ratings: z.array(z.object({ country: z.string(), rating: z.string(), fact: z.string() })),
});
const seed = 1;

const file = join(packageRoot(), "evals", "reference", "us-dependency-ratings.yaml");
const { order, ratings, source } = readYaml(Ratings, readFileSync(file, "utf8"), file);
const files = openExposureFiles(join(packageRoot(), "corpus"));
for (const id of files.methods()) {
  const method = files.method(id);
  let sample: ReturnType<typeof compile>;
  try {
    sample = screened(compile(method, files.table()));
  } catch {
    process.stdout.write(`${id}: needs data that is not shipped\n`);
    continue;
  }
  const { scores } = score(sample);
  const simulation = simulate({ compiled: sample, settings: method.uncertainty ?? usualUncertainty, seed, keep: [] });
  const of = (country: string): number => scores[sample.units.indexOf(country)] ?? Number.NaN;
  process.stdout.write(
    `${id} beside ${source}: ${ratings.map(({ country, rating }) => `${country} ${rating} ${of(country).toFixed(1)}`).join(", ")}\n`,
  );
  const pairs = ratings.flatMap((low) =>
    ratings.filter((high) => order.indexOf(low.rating) < order.indexOf(high.rating)).map((high) => ({ low, high })),
  );
  const agree = pairs.filter(({ low, high }) => of(low.country) < of(high.country));
  const sure = pairs.flatMap(({ low, high }) => {
    if (!simulation) return [];
    const [a, b] = [sample.units.indexOf(high.country), sample.units.indexOf(low.country)];
    const probability = probabilityHigher(simulation, a, b);
    return probability >= 0.9 ? ["agree"] : probability <= 0.1 ? ["contradict"] : ["open"];
  });
  const count = (what: string): number => sure.filter((one) => one === what).length;
  process.stdout.write(
    `  ${agree.length} of ${pairs.length} pairs in the same order; with at least 90 % of the runs ${count("agree")} agree, ${count("contradict")} contradict, ${count("open")} are not distinguishable\n`,
  );
  for (const { low, high } of pairs.filter((pair) => !agree.includes(pair)))
    process.stdout.write(`  other way round: ${low.country} (${low.rating}) above ${high.country} (${high.rating})\n`);
}
