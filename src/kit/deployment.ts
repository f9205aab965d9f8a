import type { DeploymentReport } from "../domain/deployment.ts";

/** Which deployment to describe: by default the one that is running, with what the environment declares. */
export interface DeploymentRequest {
  /** A model as the user names it; nothing is called. */
  model?: string | undefined;
  embedding?: string | undefined;
  /** `HOST=CODE` each, as the user declares them. */
  jurisdictions?: string[] | undefined;
  home?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** The assistant's own stack. */
export interface Deployment {
  /** Throws `usage` for a jurisdiction that is none, or a model that Attaché cannot use. */
  describe(request?: DeploymentRequest): Promise<DeploymentReport>;
  /** A CycloneDX 1.6 bill of materials as JSON: the same text for the same installation and time. */
  billOfMaterials(timestamp: Date): Promise<string>;
}
