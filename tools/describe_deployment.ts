import { z } from "zod";

import { DeploymentReport } from "../src/domain/deployment.ts";
import { defineTool } from "../src/kit/tool.ts";
import { renderDeployment } from "./support/deployment-render.ts";

export default defineTool({
  title: "Describe this deployment",
  description:
    "Describes this assistant's own stack: models, licences, hosts it may call and their jurisdictions, telemetry, its own exposure.",
  effect: "reads-corpus",
  input: z.object({}),
  output: z.looseObject({ statements: z.array(z.string()) }),
  example: {},
  run: (_input, { desk, signal }) => desk.deployment.describe({ signal }),
  render: (output) => renderDeployment(DeploymentReport.parse(output)),
  evidence: (output) => {
    const { statements, exposure } = DeploymentReport.parse(output);
    const { method, runs, seed, score, band } = exposure;
    return statements.map((quote) => ({
      key: `computed:deployment:${quote}`,
      kind: "computed",
      source: null,
      quote,
      data: { method: method.method, version: method.version, runs, seed, score, low: band?.low, high: band?.high },
    }));
  },
});
