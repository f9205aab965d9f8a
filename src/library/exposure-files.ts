import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";

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
  /** Reads indicators and observations file by file, so that the event loop is never held for long; the rest needs no waiting. */
  load(): Promise<void>;
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
  const indicators = byFile(join(corpusFolder, "indicators"), ".yaml", (text, name) =>
    readYaml(Indicator, text, `indicators/${name}.yaml`),
  );
  const observationsIn = (folder: string, shown: string): ByFile<Observation[]> =>
    byFile(folder, ".csv", (text, name) => readObservations(text, `${shown}/${name}.csv`).observations);
  const ours = observationsIn(join(corpusFolder, "indicators"), "indicators");
  const ownFolder = home === undefined ? undefined : join(home, "observations");
  const own = ownFolder === undefined ? undefined : observationsIn(ownFolder, ownFolder);
  const ownObservations = (): Observation[] => own?.all().flat() ?? [];
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
    indicator: (id) => indicators.get(id),
    indicators: () => indicators.all(),
    table: () => ({ observations: [...ours.all().flat(), ...ownObservations()], names: {}, groups: {} }),
    own: () => ownObservations().length,
    async load() {
      for (const files of [indicators, ours, own]) await files?.load();
    },
  };
}

interface ByFile<T> {
  get(name: string): T | undefined;
  all(): T[];
  /** Reads what is not read yet, with a pause after each file. */
  load(): Promise<void>;
}

/** The files of a folder by name, each read once. */
function byFile<T>(folder: string, ending: string, read: (text: string, name: string) => T): ByFile<T> {
  const known = new Map<string, T>();
  const list = once(() => names(folder, ending));
  const get = (name: string): T | undefined => {
    if (!known.has(name) && list().includes(name))
      known.set(name, read(readFileSync(join(folder, `${name}${ending}`), "utf8"), name));
    return known.get(name);
  };
  return {
    get,
    all: () =>
      list().flatMap((name) => {
        const value = get(name);
        return value === undefined ? [] : [value];
      }),
    async load() {
      for (const name of list()) {
        get(name);
        await setImmediate();
      }
    },
  };
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
