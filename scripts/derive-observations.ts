// Derives the observations of every indicator from a folder of raw files: one CSV an indicator, the same bytes each time.
// Usage: node --import tsx scripts/derive-observations.ts --from FOLDER [--to corpus/indicators] [--non-commercial]
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { Observation } from "../src/domain/observation.ts";
import { AttacheError, asAttacheError } from "../src/kit/error.ts";
import { accelerators } from "./observations/accelerators.ts";
import { aiPolicies } from "./observations/ai-policies.ts";
import { alignment } from "./observations/alignment.ts";
import { base } from "./observations/base.ts";
import { chipStages } from "./observations/chip-stages.ts";
import { cloudRegions } from "./observations/cloud-regions.ts";
import { CountryCodes } from "./observations/country-codes.ts";
import { readDefinitions } from "./observations/definitions.ts";
import { energy } from "./observations/energy.ts";
import { models } from "./observations/models.ts";
import { observationsCsv } from "./observations/observations-csv.ts";
import { plannedAccelerators } from "./observations/planned-accelerators.ts";
import { RawFolder } from "./observations/raw-folder.ts";
import type { Derivation, Seed } from "./observations/seed.ts";
import { submarineCables } from "./observations/submarine-cables.ts";
import { talent } from "./observations/talent.ts";
import { top500 } from "./observations/top500.ts";
import { trade } from "./observations/trade.ts";
import { worldBank } from "./observations/world-bank.ts";

const open: Derivation[] = [
  base,
  accelerators,
  plannedAccelerators,
  trade,
  top500,
  cloudRegions,
  models,
  aiPolicies,
  energy,
  talent,
  worldBank,
  alignment,
];
const nonCommercial: Derivation[] = [chipStages, submarineCables];
const shipped = "corpus/indicators";

try {
  derive(options());
} catch (thrown) {
  const error = asAttacheError(thrown);
  process.stderr.write(`${error.sentence}\n`);
  if (error.kind === "internal" && thrown instanceof Error) process.stderr.write(`${thrown.stack ?? ""}\n`);
  process.exitCode = error.exitCode;
}

interface Options {
  from: string;
  to: string;
  nonCommercial: boolean;
}

function options(): Options {
  const { from, to, "non-commercial": restricted } = readArguments();
  if (!from) throw new AttacheError("usage", "Name the folder of raw files: --from FOLDER.", { next: "" });
  if (restricted && (!to || resolve(to) === resolve(shipped)))
    throw new AttacheError("usage", "Name a folder outside the corpus with --to for figures that may not be sold.", {
      next: "",
    });
  return { from, to: to ?? shipped, nonCommercial: restricted ?? false };
}

function readArguments(): { from?: string; to?: string; "non-commercial"?: boolean } {
  try {
    return parseArgs({
      options: { from: { type: "string" }, to: { type: "string" }, "non-commercial": { type: "boolean" } },
    }).values;
  } catch (cause) {
    throw new AttacheError("usage", "The options are --from FOLDER, --to FOLDER and --non-commercial.", {
      next: "",
      cause,
    });
  }
}

function derive({ from, to, nonCommercial: restricted }: Options): void {
  const raw = new RawFolder(from);
  const countries = new CountryCodes(raw);
  const { definitions, datasets } = readDefinitions();
  const families = restricted ? [...open, ...nonCommercial] : open;
  const derived = Object.assign({}, ...families.map((family) => family(raw, countries))) as Record<string, Seed[]>;
  mkdirSync(to, { recursive: true });
  for (const [name, seeds] of Object.entries(derived).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const definition = definitions.get(name);
    if (definition === undefined)
      throw new AttacheError("corpus", `No file ${shipped}/${name}.yaml says what ${name} is.`, { next: "Write it." });
    if (!definition.dataset.open && !restricted) continue;
    const observations = seeds.map((seed) => {
      const source = seed.source ?? definition.indicator.source;
      return Observation.parse({
        country: seed.country,
        indicator: name,
        year: seed.year,
        value: seed.value,
        low: seed.low ?? null,
        high: seed.high ?? null,
        unit: definition.indicator.unit,
        state: seed.state ?? "observed",
        source,
        row: seed.row,
        licence: datasets[source]?.licence ?? null,
      });
    });
    writeFileSync(join(to, `${name}.csv`), observationsCsv(observations));
    process.stdout.write(`${name}.csv: ${summary(observations)}\n`);
  }
}

function summary(observations: Observation[]): string {
  const states = new Map<string, number>();
  for (const { state } of observations) states.set(state, (states.get(state) ?? 0) + 1);
  const parts = [...states].sort(([a], [b]) => (a < b ? -1 : 1)).map(([state, count]) => `${count} ${state}`);
  return `${observations.length} rows (${parts.join(", ")})`;
}
