import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { Indicator } from "../domain/indicator.ts";
import type { Method } from "../domain/method.ts";
import type { Observation, ObservationTable } from "../domain/observation.ts";
import { Scenario } from "../domain/scenario.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import { readMethod } from "./method-file.ts";
import { readObservations } from "./observation-table.ts";
import { readYaml } from "./yaml.ts";

/** Methods, scenarios, indicators and observations as they lie in folders; each is read when it is first asked for. */
export interface ExposureFiles {
  /** Ids of the methods there are. */
  methods(): string[];
  /** Throws `not-found` with the ids there are. */
  method(id: string): Method;
  scenarios(): Scenario[];
  scenario(id: string): Scenario;
  indicator(id: string): Indicator | undefined;
  indicators(): Indicator[];
  /** All observations: the corpus's, then the user's own, of which the later row counts. */
  table(): ObservationTable;
  /** How many observations are the user's own. */
  own(): number;
}

/**
 * Opens the folders `methods`, `scenarios` and `indicators` of a corpus, and the folder `observations` of the user's data, whose
 * CSV files add to the corpus or override it.
 */
export function openExposureFiles(corpusFolder: string, home?: string): ExposureFiles {
  const methods = new Map<string, Method>();
  const method = (id: string): Method => {
    const known = methods.get(id);
    if (known) return known;
    const file = join(corpusFolder, "methods", `${id}.yaml`);
    if (!names(join(corpusFolder, "methods"), ".yaml").includes(id))
      throw notFound("method", id, names(join(corpusFolder, "methods"), ".yaml"));
    const read = readMethod(readFileSync(file, "utf8"), `methods/${id}.yaml`, (base) =>
      base === id ? undefined : method(base),
    );
    methods.set(id, read);
    return read;
  };
  const scenarios = once(() =>
    names(join(corpusFolder, "scenarios"), ".yaml").map((name) =>
      readYaml(
        Scenario,
        readFileSync(join(corpusFolder, "scenarios", `${name}.yaml`), "utf8"),
        `scenarios/${name}.yaml`,
      ),
    ),
  );
  const indicators = once(() => {
    const folder = join(corpusFolder, "indicators");
    return new Map(
      names(folder, ".yaml").map((name) => [
        name,
        readYaml(Indicator, readFileSync(join(folder, `${name}.yaml`), "utf8"), `indicators/${name}.yaml`),
      ]),
    );
  });
  const ours = once(() => readFolder(join(corpusFolder, "indicators"), "indicators"));
  const own = once(() => {
    const folder = home === undefined ? undefined : join(home, "observations");
    return folder === undefined ? [] : readFolder(folder, folder);
  });
  return {
    methods: () => names(join(corpusFolder, "methods"), ".yaml"),
    method,
    scenarios,
    scenario(id) {
      const found = scenarios().find((one) => one.scenario === id);
      if (!found)
        throw notFound(
          "scenario",
          id,
          scenarios().map((one) => one.scenario),
        );
      return found;
    },
    indicator: (id) => indicators().get(id),
    indicators: () => [...indicators().values()],
    table: () => ({ observations: [...ours(), ...own()], names: {}, groups: {} }),
    own: () => own().length,
  };
}

function readFolder(folder: string, shown: string): Observation[] {
  return names(folder, ".csv").flatMap(
    (name) => readObservations(readFileSync(join(folder, `${name}.csv`), "utf8"), `${shown}/${name}.csv`).observations,
  );
}

function names(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

function once<T>(read: () => T): () => T {
  let value: { read: T } | undefined;
  return () => (value ??= { read: read() }).read;
}

function notFound(what: string, id: string, known: string[]): AttacheError {
  return new AttacheError("not-found", `There is no ${what} ${quoted(id)}.`, {
    next: `There are: ${known.join(", ")}.`,
  });
}
