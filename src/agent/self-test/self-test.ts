import type { CreatedModel, Served } from "../../kit/model.ts";
import { modelError } from "../model-error.ts";
import type { SelfTestResult } from "../self-test-results.ts";
import { probes, type Probe, type ProbeResult, type ProbeSetting } from "./probes.ts";

export interface SelfTest {
  served: Served;
  probes: ({ name: string; what: string; seconds: number } & ProbeResult)[];
  /** What the loop will go by from now on. */
  found: SelfTestResult;
  recommendation: { verdict: "recommended" | "usable" | "not recommended"; why: string };
}

/**
 * Tries what the loop needs of a model, one thing after another: an answer, streaming, a tool call, a forced one, a
 * schema, a long prompt with a needle, a prompt beyond the context, stopping, an abort. Throws `model` when nothing
 * answers; a probe that fails is a row of the table and ends nothing. The built-in model is not a model to be tried: it
 * plans and writes by rules, and the evaluation suite measures it.
 */
export async function selfTest(
  created: CreatedModel,
  setting: Omit<ProbeSetting, "served">,
  about: { now: Date; seconds: () => number; step: (done: number, total: number, name: string) => void },
): Promise<SelfTest> {
  const served = await created.inspect(setting.signal);
  if (created.builtin)
    return {
      served,
      probes: [],
      found: { at: about.now.toISOString(), contextTokens: null, toolCalls: "native", schema: true },
      recommendation: { verdict: "recommended", why: "The built-in model needs no self-test." },
    };
  const results: SelfTest["probes"] = [];
  for (const [index, probe] of probes.entries()) {
    about.step(index, probes.length, probe.name);
    const started = about.seconds();
    const result = await tried(probe, created, { ...setting, served });
    results.push({ name: probe.name, what: probe.what, seconds: about.seconds() - started, ...result });
  }
  about.step(probes.length, probes.length, "done");
  const found = findings(results, served, about.now);
  return { served, probes: results, found, recommendation: recommend(results, found) };
}

async function tried(probe: Probe, created: CreatedModel, setting: ProbeSetting): Promise<ProbeResult> {
  try {
    return await probe.run(created, setting);
  } catch (thrown) {
    setting.signal.throwIfAborted();
    return { outcome: "failed", detail: modelError(thrown).error.message };
  }
}

function findings(results: SelfTest["probes"], served: Served, now: Date): SelfTestResult {
  const passed = (name: string): boolean => results.some((row) => row.name === name && row.outcome === "passed");
  const schema = passed("schema");
  const cut = results.find((row) => row.name === "overflow")?.cutAt;
  return {
    at: now.toISOString(),
    contextTokens: cut ?? (Number.isFinite(served.contextTokens) ? served.contextTokens : null),
    toolCalls: passed("tool call") ? "native" : schema ? "schema" : "none",
    schema,
  };
}

function recommend(results: SelfTest["probes"], found: SelfTestResult): SelfTest["recommendation"] {
  // A forced call is shown and not relied on: few servers know one.
  const failed = results.filter((row) => row.outcome === "failed" && row.name !== "forced tool").map((row) => row.name);
  if (failed.includes("answer"))
    return { verdict: "not recommended", why: "It gives no plain answer; use the built-in model." };
  if (failed.includes("needle"))
    return {
      verdict: "not recommended",
      why: "It does not find a number in a long prompt, so it would not find it in the evidence either.",
    };
  if (!found.schema)
    return {
      verdict: "usable",
      why: "It holds no schema: its sentences come as lines and the built-in model plans the searches. Measure it: attache eval --model …",
    };
  if (failed.length > 0)
    return {
      verdict: "usable",
      why: `Failed: ${failed.join(", ")}. ${found.toolCalls === "native" ? "" : "Tool calls are asked for as objects. "}Measure it: attache eval --model …`,
    };
  return {
    verdict: "recommended",
    why: "It passed every probe. Whether it beats the built-in model: attache eval --model …",
  };
}
