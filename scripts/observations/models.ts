import { grouped } from "./concentration.ts";
import { readAll, readNotable, type Model } from "./epoch-models.ts";
import type { Derivation, Seed } from "./seed.ts";

const window = 30;
const since = "2020-01-01";
const unrestricted = "Open weights (unrestricted)";
const restricted = new Set(["Open weights (restricted use)", "Open weights (non-commercial)"]);

const noModel = "no model on either list";
/** A country on neither list: its largest run is not known, but the list of large models starts at 1e23 FLOP. */
const withoutModels: Record<string, Found> = {
  "largest-training-compute": { value: null, low: 1e21, high: 1e23, state: "not-reported", row: noModel },
  "unrestricted-open-weights": { value: null, state: "not-applicable", row: noModel },
  "restricted-base-model-share": { value: null, state: "not-applicable", row: noModel },
};

/** What Epoch's model files say of a country's own models. */
export const models: Derivation = (raw, countries) => {
  const notable = readNotable(raw, countries);
  const newest = notable.map((model) => model.published).reduce((a, b) => (a > b ? a : b));
  const year = Number(newest.slice(0, 4));
  const all = readAll(raw, countries);
  const byName = new Map(all.map((model) => [model.name.toLowerCase(), model]));
  const recent = all.filter((model) => model.published >= since);
  const seeds: Record<string, Seed[]> = {
    "notable-models": countOf(notable, newest, countries.listed),
    "largest-training-compute": [],
    "unrestricted-open-weights": [],
    "restricted-base-model-share": [],
  };
  const byCountry = grouped(recent, (model) => model.countries);
  for (const country of countries.listed.filter((code) => !byCountry.has(code)))
    for (const [indicator, seed] of Object.entries(withoutModels)) seeds[indicator]?.push({ country, year, ...seed });
  for (const [country, own] of byCountry) {
    const shared = { country, year };
    const largest = largestRun(own, country, byName);
    if (largest) seeds["largest-training-compute"]?.push({ ...shared, ...largest });
    seeds["unrestricted-open-weights"]?.push({ ...shared, ...openShare(own) });
    seeds["restricted-base-model-share"]?.push({ ...shared, ...restrictedShare(own, byName) });
  }
  return seeds;
};

type Found = Omit<Seed, "country" | "year">;

function countOf(notable: Model[], newest: string, listed: string[]): Seed[] {
  const from = monthsBefore(newest, window);
  const year = Number(newest.slice(0, 4));
  const inWindow = notable.filter((model) => model.published >= from && model.published <= newest);
  const byCountry = grouped(inWindow, (model) => model.countries);
  return [...new Set([...listed, ...byCountry.keys()])].map((country) => {
    const count = byCountry.get(country)?.length ?? 0;
    const row = `models dated ${from} to ${newest}`;
    return count > 0
      ? { country, year, value: count, row }
      : { country, year, value: 0, low: 0, high: 1, state: "structural-zero" as const, row };
  });
}

function monthsBefore(date: string, months: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() - months);
  return day.toISOString().slice(0, 10);
}

/** The largest run of a model that the country trained itself: no model on a base from abroad, whose compute Epoch includes. */
function largestRun(own: Model[], country: string, byName: Map<string, Model>): Found | null {
  const runs = own
    .filter((model) =>
      model.bases.every((base) => byName.get(base.toLowerCase())?.countries.includes(country) ?? false),
    )
    .flatMap((model) => (model.compute === null ? [] : [{ ...model, compute: model.compute }]))
    .sort((a, b) => b.compute - a.compute || (a.name < b.name ? -1 : 1));
  const [first] = runs;
  if (first === undefined) return null;
  return {
    value: first.compute,
    low: Math.max(...runs.map((run) => run.compute / (run.factor ?? 30))),
    high: Math.max(...runs.map((run) => run.compute * (run.factor ?? 30))),
    row: `Model ${first.name}`,
  };
}

function openShare(own: Model[]): Found {
  const known = own.filter((model) => model.accessibility !== "");
  const open = known.filter((model) => model.accessibility === unrestricted);
  const row = `${open.length} of ${known.length}; ${own.length - known.length} unknown`;
  if (known.length === 0) return { value: null, low: 0, high: 1, state: "not-reported", row };
  return {
    value: open.length / known.length,
    low: open.length / own.length,
    high: (open.length + own.length - known.length) / own.length,
    row,
  };
}

/** A model whose own weights, or whose base model's, come for restricted or non-commercial use only. */
function restrictedShare(own: Model[], byName: Map<string, Model>): Found {
  let bound = 0;
  let free = 0;
  for (const model of own) {
    const terms = [
      model.accessibility,
      ...model.bases.map((base) => byName.get(base.toLowerCase())?.accessibility ?? ""),
    ];
    if (terms.some((term) => restricted.has(term))) bound += 1;
    else if (!terms.includes("")) free += 1;
  }
  const unknown = own.length - bound - free;
  const row = `${bound} of ${bound + free}; ${unknown} unknown`;
  if (bound + free === 0) return { value: null, low: 0, high: 1, state: "not-reported", row };
  return { value: bound / (bound + free), low: bound / own.length, high: (bound + unknown) / own.length, row };
}
