import { availableParallelism } from "node:os";

import { z } from "zod";

import { defineCommand } from "../command.ts";
import { checkup } from "../doctor/checkup.ts";
import { showCheckup, type Checkup } from "../doctor/show-checkup.ts";
import { doctorSettings, probeServers } from "../doctor/usual-servers.ts";
import { modelOption } from "../inputs.ts";

export default defineCommand({
  group: "Connect",
  summary: "Show what runs where, and try out a model before it is trusted",
  options: [
    { ...modelOption, description: "also try this model: answer, tool call, schema, long prompt, abort …" },
    { flags: "--probe", description: "look for model servers on the usual ports of this machine" },
  ],
  examples: ["doctor", "doctor --model http://127.0.0.1:8080/v1#NAME", "doctor --probe"],
  index: true,
  input: z.object({ model: z.string().optional(), probe: z.boolean().default(false) }),
  async run({ model, probe }, context) {
    const desk = await context.desk();
    const tested = model ? await tryModel(model) : null;
    const report: Checkup = {
      findings: await checkup(
        desk,
        {
          node: process.versions.node,
          platform: `${process.platform} ${process.arch}`,
          threads: availableParallelism(),
        },
        context.signal,
      ),
      servers: probe ? await probeServers(context.egress, context.signal) : null,
      model: tested,
    };
    context.show(report, () => showCheckup(report, context.terminal.out));
    const broken = report.findings.some((finding) => finding.state === "broken");
    return broken || tested?.recommendation.verdict === "not recommended" ? 1 : 0;

    async function tryModel(name: string): Promise<NonNullable<Checkup["model"]>> {
      const [{ selfTest }, { keepSelfTestResult }] = await Promise.all([
        import("../../../agent/self-test/self-test.ts"),
        import("../../../agent/self-test-results.ts"),
      ]);
      const created = await desk.model(name);
      const seconds = (): number => performance.now() / 1000;
      const { charactersPerToken } = desk.limits();
      const { needleTokens } = doctorSettings();
      try {
        const result = await selfTest(
          created,
          { signal: context.signal, charactersPerToken, needleTokens, seconds },
          {
            now: desk.now(),
            seconds,
            step: (done, total, what) => context.progress.step(done, total, `trying: ${what}`),
          },
        );
        keepSelfTestResult(desk.home, name, result.found);
        return { name, ...result };
      } finally {
        await created.close();
      }
    }
  },
});
