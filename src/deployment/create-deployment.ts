import { join } from "node:path";

import type { Deployment } from "../kit/deployment.ts";
import { readDeploymentFiles, type DeploymentFiles } from "./deployment-files.ts";
import type { DeploymentSetting } from "./deployment-setting.ts";
import { describe } from "./describe.ts";
import { shippedWeights } from "./shipped-weights.ts";
import { installedPackages, type Installed } from "./installed-packages.ts";

/** The assistant's own stack: described, scored and listed on request; nothing is read before. */
export function createDeployment(setting: DeploymentSetting): Deployment {
  const { root, shippedEmbedding, corpus } = setting;
  let read: { files: DeploymentFiles; installed: Installed } | undefined;
  const stack = (): { files: DeploymentFiles; installed: Installed } =>
    (read ??= {
      files: readDeploymentFiles(join(root, "corpus", "deployment")),
      installed: installedPackages(root),
    });
  return {
    async describe(request = {}) {
      const { files, installed } = stack();
      return describe(request, files, installed, setting);
    },
    async billOfMaterials(timestamp) {
      const { billOfMaterials } = await import("./bill-of-materials.ts"); // its library takes its time to load
      const folder = join(root, "corpus", "models", shippedEmbedding);
      const model = { name: shippedEmbedding, sha256: shippedWeights(root, shippedEmbedding), folder };
      return billOfMaterials(stack().installed, { model, corpus: { sha256: corpus.hash } }, timestamp);
    },
  };
}
