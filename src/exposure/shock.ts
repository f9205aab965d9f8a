import type { IndicatorShift, LayerLoss, Scenario } from "../domain/scenario.ts";
import type { Observation, ObservationTable } from "../domain/observation.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import type { Compiled } from "./compile.ts";
import { newestOf } from "./newest.ts";

/** A share of a layer that hangs on what is shocked, for all units: NaN is not known, 0 where nothing can be lost. */
export interface ShareColumn {
  id: string;
  values: Float64Array;
  lows: Float64Array;
  highs: Float64Array;
  observations: (Observation | undefined)[];
}

export interface CompiledLoss {
  scenario: string;
  loss: LayerLoss;
  node: number;
  shares: ShareColumn[];
}

/** One or more scenarios joined with a compiled method. Plain data. */
export interface CompiledShock {
  losses: CompiledLoss[];
  shifts: { scenario: string; shift: IndicatorShift; column: number }[];
  /** 1 where a unit is spared by a scenario: scenario index × units + unit. */
  spared: Record<string, Uint8Array>;
}

/**
 * Joins scenarios with a method: every layer and indicator they name has to be there. Throws `usage` for one that is not, and
 * for a shift of an indicator that the method transforms or divides, whose unit would then be another.
 */
export function compileShock(
  compiled: Compiled,
  scenarios: Scenario[],
  table: ObservationTable,
  asOf?: number,
): CompiledShock {
  const spared = Object.fromEntries(
    scenarios.map((one) => [
      one.scenario,
      Uint8Array.from(compiled.units, (unit) => (one.spares.includes(unit) ? 1 : 0)),
    ]),
  );
  const losses = scenarios.flatMap(({ scenario, losses }) =>
    losses.map((loss): CompiledLoss => {
      const node = compiled.nodes.findIndex(({ id, parent }) => id === loss.layer && parent === compiled.root);
      if (node < 0) throw notThere(scenario, "layer", loss.layer, compiled);
      const shares = loss.share.map((id) => shareColumn(id, compiled, table, asOf));
      return { scenario, loss, node, shares };
    }),
  );
  const shifts = scenarios.flatMap(({ scenario, shifts }) =>
    shifts.map((shift) => {
      const column = compiled.columns.findIndex(({ id }) => id === shift.indicator);
      const definition = compiled.columns[column]?.definition;
      if (!definition) throw notThere(scenario, "indicator", shift.indicator, compiled);
      if (definition.transformation !== "none" || definition.denominator)
        throw new AttacheError(
          "usage",
          `${quoted(scenario)} shifts ${quoted(shift.indicator)}, which the method transforms.`,
          {
            next: "Shift an indicator that is scored in its own unit.",
          },
        );
      return { scenario, shift, column };
    }),
  );
  return { losses, shifts, spared };
}

/** The share lost of a layer: s · severity · (1 − substitution) · exp(−runway / horizon). */
export function lossOf(share: number, severity: number, substitution: number, runway: number, horizon: number): number {
  return share * severity * (1 - substitution) * Math.exp(-runway / horizon);
}

/** How a number between two ends is chosen: the middle for the nominal result, a draw in a simulation. */
export type Pick = (label: string, low: number, high: number) => number;

export const middle: Pick = (_label, low, high) => (low + high) / 2;

/**
 * The loss of each layer and unit under all scenarios together, 1 − Π(1 − loss), written to `out` (node × unit). `pick`
 * chooses the assumptions, `share` a unit's share. A share that is not known makes the loss NaN.
 */
export function combineLosses(
  { losses, spared }: CompiledShock,
  units: number,
  pick: Pick,
  share: (column: ShareColumn, unit: number) => number,
  out: Float64Array,
): void {
  out.fill(0);
  for (const { scenario, loss, node, shares } of losses) {
    const label = `${scenario} ${loss.layer} ${loss.share.join("*")}`;
    const factor = lossOf(
      1,
      pick(`${label} severity`, ...loss.severity),
      pick(`${label} substitution`, ...loss.substitution),
      pick(`${label} runway`, ...loss.runway),
      pick(`${label} horizon`, ...loss.horizon),
    );
    for (let unit = 0; unit < units; unit += 1) {
      if (spared[scenario]![unit]) continue;
      let exposed = factor;
      for (const column of shares) exposed *= share(column, unit);
      const cell = node * units + unit;
      out[cell] = 1 - (1 - out[cell]!) * (1 - exposed);
    }
  }
}

function shareColumn(
  id: string,
  { units }: Compiled,
  { observations }: ObservationTable,
  asOf: number | undefined,
): ShareColumn {
  const newest = newestOf(
    observations.filter((one) => one.indicator === id),
    { asOf },
  );
  const found = units.map((unit) => newest.get(unit));
  const at = (of: (one: Observation) => number | null): Float64Array =>
    Float64Array.from(found, (one) => {
      if (one?.state === "not-applicable") return 0;
      const value = one ? of(one) : null;
      return value === null ? Number.NaN : Math.min(Math.max(value, 0), 1);
    });
  return {
    id,
    values: at((one) => one.value),
    lows: at((one) => one.low ?? one.value),
    highs: at((one) => one.high ?? one.value),
    observations: found,
  };
}

function notThere(
  scenario: string,
  what: "layer" | "indicator",
  id: string,
  { nodes, root, method }: Compiled,
): AttacheError {
  const there = nodes
    .filter((node) => (what === "layer" ? node.parent === root : node.column >= 0))
    .map(({ id }) => id);
  return new AttacheError(
    "usage",
    `The scenario ${quoted(scenario)} shocks the ${what} ${quoted(id)}, which ${quoted(method.method)} does not have.`,
    { next: `Take another method or scenario; its ${what}s: ${there.join(", ")}.` },
  );
}
