import { describe, expect, it } from "vitest";

import { simulateInThread } from "../../src/exposure/in-thread.ts";
import { simulate, type SimulationRequest } from "../../src/exposure/simulate.ts";
import { everyUncertainty } from "../support/exposure-arbitraries.ts";
import { columnsOf, flat, sampleOf } from "../support/exposure-examples.ts";

function requestOf(runs: number): SimulationRequest {
  const compiled = sampleOf(flat(["x", "y"]), columnsOf({ x: [1, 2, 3, 4], y: [4, null, 1, 2] }));
  return { compiled, settings: everyUncertainty({ runs }), seed: 5, keep: [0, 1] };
}

describe("a simulation in a thread", () => {
  it("gives the samples of one that is not, and says how far it is", async () => {
    const steps: number[] = [];
    const found = await simulateInThread(requestOf(300), { progress: (done) => steps.push(done) });
    expect(found).toEqual(simulate(requestOf(300)));
    expect(steps).toEqual([64, 128, 192, 256]);
  });

  it("does not start when it is cancelled before", async () => {
    const signal = AbortSignal.abort();
    const steps: number[] = [];
    const run = simulateInThread(requestOf(300), { signal, progress: (done) => steps.push(done) });
    await expect(run).rejects.toMatchObject({ name: "AttacheError", kind: "cancelled" });
    expect(steps).toEqual([]);
  });

  it("ends when it is cancelled while it runs", async () => {
    const controller = new AbortController();
    const run = simulateInThread(requestOf(100_000), {
      signal: controller.signal,
      progress: () => controller.abort(),
    });
    await expect(run).rejects.toMatchObject({ name: "AttacheError", kind: "cancelled" });
  });

  it("that cannot be done ends with the one error of the project", async () => {
    const request = requestOf(10);
    const broken = { ...request, compiled: { ...request.compiled, nodes: [] } };
    await expect(simulateInThread(broken)).rejects.toMatchObject({ name: "AttacheError", kind: "internal" });
  });
});
