import { readFileSync } from "node:fs";
import { join } from "node:path";

import {
  ComponentFile,
  LicenceMeaningFile,
  ReferenceFile,
  type ComponentRecord,
  type ReferenceDeployment,
} from "../domain/component.ts";
import type { Method } from "../domain/method.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import { readMethod } from "../library/method-file.ts";
import { readYaml } from "../library/yaml.ts";

/** What a deployment is described with, as it lies in `corpus/deployment`. */
export interface DeploymentFiles {
  records: ComponentRecord[];
  meaning: LicenceMeaningFile;
  references: ReferenceDeployment[];
  method: Method;
}

/** Reads the files of a folder. Throws `corpus` with file, line and what was expected. */
export function readDeploymentFiles(folder: string): DeploymentFiles {
  const text = (name: string): string => readFileSync(join(folder, name), "utf8");
  return {
    records: readYaml(ComponentFile, text("components.yaml"), "deployment/components.yaml").components,
    meaning: readYaml(LicenceMeaningFile, text("licences.yaml"), "deployment/licences.yaml"),
    references: readYaml(ReferenceFile, text("references.yaml"), "deployment/references.yaml").references,
    method: readMethod(text("method.yaml"), "deployment/method.yaml"),
  };
}

/** The record of a component. */
export function componentRecord(id: string, records: ComponentRecord[]): ComponentRecord {
  const found = records.find((record) => record.id === id);
  if (!found)
    throw new AttacheError("corpus", `corpus/deployment/components.yaml has no component ${quoted(id)}.`, {
      next: "Restore the file, or describe the component there.",
    });
  return found;
}
