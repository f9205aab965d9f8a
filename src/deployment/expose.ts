import type { DeploymentExposure } from "../domain/deployment.ts";
import type { ObservationTable } from "../domain/observation.ts";
import type { Method } from "../domain/method.ts";
import { weakestOf } from "../exposure/assess-country.ts";
import type { ScoreReport } from "../exposure/score-report.ts";
import { scoreTable } from "../exposure/score-table.ts";
import { AttacheError } from "../kit/error.ts";
import { faultsOf, observationsOf, type Deployed } from "./observations.ts";

/** The seed of every run: the same deployment gives the same figures. */
const seed = 20_260_101;

/** The exposure of a deployment by the method, beside the reference ones, with all arithmetic done by the engine. */
export async function expose(
  own: Deployed,
  references: Deployed[],
  method: Method,
  signal?: AbortSignal,
): Promise<DeploymentExposure> {
  const of = (deployed: Deployed, unknownAs: "worst" | "best" = "worst"): Promise<ScoreReport> =>
    scoreTable(method, tableOf([deployed, ...references], unknownAs), { seed, signal, reference: untouched });
  const report = await of(own);
  const scoreIn = ({ units }: ScoreReport): number | null =>
    units.find(({ unit }) => unit === own.deployment)?.score ?? null;
  const unitOf = ({ deployment }: Deployed) => report.units.find((unit) => unit.unit === deployment);
  const scored = unitOf(own);
  const layers = report.layers.map(({ id, title }) => ({
    layer: id,
    title,
    score: scored?.parts[id] ?? null,
    adds: scored?.adds[id] ?? null,
  }));
  const weakest = weakestOf({ method }, layers);
  if (!scored || scored.score === null || !weakest)
    throw new AttacheError("internal", "This deployment cannot be scored by its method.", {
      next: "Restore corpus/deployment/method.yaml.",
    });
  const { method: id, version, title, score } = report.method;
  return {
    method: { method: id, version, title, score },
    runs: report.runs,
    seed,
    score: scored.score,
    band: scored.band,
    atBest: hasUnknowns(own) ? scoreIn(await of(own, "best")) : null,
    weakest: { ...weakest, because: becauseOf(weakest.layer, own) },
    layers,
    references: references.map((reference) => {
      const unit = unitOf(reference);
      const parts = report.layers.map((layer) => [layer.id, unit?.parts[layer.id] ?? null] as const);
      return {
        deployment: reference.deployment,
        title: reference.title,
        score: unit?.score ?? null,
        band: unit?.band ?? null,
        layers: Object.fromEntries(parts),
      };
    }),
  };
}

/** The reference that contributions are counted from: a deployment that nobody outside can touch. */
const untouched = "untouched";

function tableOf(deployed: Deployed[], unknownAs: "worst" | "best"): ObservationTable {
  const observations = deployed.flatMap((one) => observationsOf(one, unknownAs));
  const indicators = [...new Set(observations.map(({ indicator }) => indicator))];
  const [sample] = observations;
  return {
    observations: [
      ...observations,
      ...indicators.flatMap((indicator) => (sample ? [{ ...sample, country: untouched, indicator, value: 0 }] : [])),
    ],
    names: {},
    groups: {},
  };
}

function hasUnknowns(deployed: Deployed): boolean {
  return JSON.stringify(observationsOf(deployed)) !== JSON.stringify(observationsOf(deployed, "best"));
}

function becauseOf(layer: string, { parts, hosts }: Deployed): string[] {
  if (layer === "hosts")
    return [
      ...hosts
        .filter(({ standing }) => standing !== "this-machine")
        .map(({ host, jurisdiction, caller }) => `${host} (jurisdiction ${jurisdiction ?? "not declared"}; ${caller})`),
      ...parts.filter((part) => part.unasked).map((part) => `${part.name}, which sends data on its use`),
    ];
  return parts
    .filter((part) => part.layer === layer && part.needed === "run" && faultsOf(part).length > 0)
    .map((part) => `${part.name} (${faultsOf(part).join("; ")})`);
}
