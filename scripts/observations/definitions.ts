import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

import { parse } from "yaml";

import { DatasetFile, Indicator, type Dataset } from "../../src/domain/indicator.ts";
import { AttacheError, quoted } from "../../src/kit/error.ts";

export interface Definition {
  indicator: Indicator;
  dataset: Dataset;
}

/** What `corpus/indicators/NAME.yaml` and `corpus/datasets.yaml` say: unit, source and licence of the observations. */
export function readDefinitions(): { definitions: Map<string, Definition>; datasets: DatasetFile } {
  const corpus = fileURLToPath(new URL("../../corpus/", import.meta.url));
  const datasets = DatasetFile.parse(parse(readFileSync(join(corpus, "datasets.yaml"), "utf8")));
  const definitions = new Map<string, Definition>();
  const folder = join(corpus, "indicators");
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()) {
    const indicator = Indicator.parse(parse(readFileSync(join(folder, file), "utf8")));
    if (`${indicator.indicator}.yaml` !== file)
      throw new AttacheError("corpus", `${quoted(file)} describes ${quoted(indicator.indicator)}.`, {
        next: "The file's name is the indicator's name.",
      });
    const dataset = datasets[indicator.source];
    for (const id of [indicator.source, ...indicator.also])
      if (datasets[id] === undefined)
        throw new AttacheError("corpus", `${basename(file)} names the source ${quoted(id)}.`, {
          next: "Add it to corpus/datasets.yaml.",
        });
    if (dataset) definitions.set(indicator.indicator, { indicator, dataset });
  }
  return { definitions, datasets };
}
