import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { DatasetFile, Indicator } from "../../domain/indicator.ts";
import { isLeaf, nodeId, type Method, type MethodNode } from "../../domain/method.ts";
import type { Observation } from "../../domain/observation.ts";
import { Scenario } from "../../domain/scenario.ts";
import { asAttacheError } from "../../kit/error.ts";
import { readMethod } from "../method-file.ts";
import { readObservations } from "../observation-table.ts";
import { readYaml } from "../yaml.ts";
import type { Finding } from "./finding.ts";

/** The name under which `attache corpus check --rule` knows these findings. */
export const exposureRule = "exposure-files";

interface Read {
  indicators: Map<string, Indicator>;
  methods: Map<string, Method>;
  scenarios: Map<string, Scenario>;
  observed: Map<string, Observation[]>;
}

/**
 * Holds the files that exposure is computed from against their schemas and one another: methods, scenarios, indicators,
 * observations and data sets. Each broken file is one finding; the others are checked all the same.
 */
export function checkExposureFiles(folder: string): { findings: Finding[]; files: number } {
  const findings: Finding[] = [];
  const report = (where: string, message: string, mend: string): void => {
    findings.push({ ...placeOf(where), rule: exposureRule, level: "error", message, mend, fixable: false });
  };
  const attempt = <T>(file: string, read: () => T): T | undefined => {
    try {
      return read();
    } catch (thrown) {
      const { message, next } = asAttacheError(thrown);
      const [, where = file, rest = message] = /^(\S+?:\d+(?::\d+)?): (.*)$/s.exec(message) ?? [];
      report(where, rest.replace(/\.$/, ""), next);
      return undefined;
    }
  };
  const text = (path: string): string => readFileSync(join(folder, path), "utf8");
  const all = <T>(room: string, ending: string, read: (path: string) => T): Map<string, T> =>
    new Map(
      filesIn(join(folder, room), ending).flatMap((name) => {
        const path = `${room}/${name}${ending}`;
        const value = attempt(path, () => read(path));
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
  const bases = all("methods", ".yaml", (path) => {
    const content = text(path);
    return /^extends:/m.test(content) ? undefined : readMethod(content, path);
  });
  const read: Read = {
    indicators: all("indicators", ".yaml", (path) => readYaml(Indicator, text(path), path)),
    methods: all("methods", ".yaml", (path) => readMethod(text(path), path, (id) => bases.get(id))),
    scenarios: all("scenarios", ".yaml", (path) => readYaml(Scenario, text(path), path)),
    observed: all("indicators", ".csv", (path) => readObservations(text(path), path).observations),
  };
  const datasets = existsSync(join(folder, "datasets.yaml"))
    ? (attempt("datasets.yaml", () => readYaml(DatasetFile, text("datasets.yaml"), "datasets.yaml")) ?? {})
    : {};
  checkReferences(read, datasets, report);
  const { indicators, methods, scenarios, observed } = read;
  return { findings, files: indicators.size + methods.size + scenarios.size + observed.size };
}

function checkReferences(
  { indicators, methods, scenarios, observed }: Read,
  datasets: DatasetFile,
  report: (where: string, message: string, mend: string) => void,
): void {
  for (const [name, { indicator, source, also }] of indicators) {
    const file = `indicators/${name}.yaml`;
    if (indicator !== name)
      report(file, `The file is called ${name}, but its indicator is ${indicator}`, "Make them the same");
    for (const id of [source, ...also])
      if (!(id in datasets)) report(file, `There is no data set ${id}`, "Describe it in datasets.yaml");
  }
  for (const [name, { method, index, shown, indicators: own }] of methods) {
    const file = `methods/${name}.yaml`;
    if (method !== name) report(file, `The file is called ${name}, but its method is ${method}`, "Make them the same");
    const by = Object.values(own).flatMap(({ denominator }) => denominator?.by ?? []);
    for (const id of new Set([...leavesOf(index), ...by, ...shown.map((one) => one.indicator)]))
      if (!indicators.has(id)) report(file, `The indicator ${id} is not described`, `Write indicators/${id}.yaml`);
  }
  for (const [name, { scenario, losses }] of scenarios) {
    const file = `scenarios/${name}.yaml`;
    if (scenario !== name)
      report(file, `The file is called ${name}, but its scenario is ${scenario}`, "Make them the same");
    for (const id of losses.flatMap(({ share }) => share))
      if (!observed.has(id)) report(file, `The share ${id} has no observations`, `Write indicators/${id}.csv`);
  }
  for (const [name, rows] of observed)
    rows.forEach(({ indicator, source, state }, index) => {
      const where = `indicators/${name}.csv:${index + 2}`;
      if (indicator !== name) report(where, `The row is of ${indicator}`, `Move it to indicators/${indicator}.csv`);
      const dataset = datasets[source ?? ""];
      if (!dataset) report(where, `There is no data set ${source ?? "named"}`, "Describe it in datasets.yaml");
      else if (!dataset.open) report(where, `The data set ${source} is not open`, "Keep its figures out of the corpus");
      if (state === "structural-zero" && !indicators.get(name)?.structural_zero)
        report(where, "A structural zero that its indicator does not explain", `Say why in indicators/${name}.yaml`);
    });
}

function leavesOf(node: MethodNode): string[] {
  return isLeaf(node) ? [nodeId(node)] : node.of.filter((child) => child.inactive === undefined).flatMap(leavesOf);
}

function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

function placeOf(where: string): { file: string; line: number; column: number } {
  const [, file = where, line = "1", column = "1"] = /^(.*?)(?::(\d+))?(?::(\d+))?$/s.exec(where) ?? [];
  return { file, line: Number(line), column: Number(column) };
}
