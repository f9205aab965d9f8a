import { parentPort, workerData } from "node:worker_threads";

import { rankSensitivity, type SensitivityRequest } from "./sensitivity.ts";
import { simulate, type SimulationRequest } from "./simulate.ts";

/** The work of a thread: a simulation, or a sensitivity analysis. */
export type Work =
  | { kind: "simulate"; request: SimulationRequest }
  | { kind: "sensitivity"; request: SensitivityRequest };

const tick = (done: number): boolean => {
  parentPort?.postMessage({ done });
  return true;
};

const work = workerData as Work;
const result = work.kind === "simulate" ? simulate(work.request, tick) : rankSensitivity(work.request, tick);
const buffers = [result ?? []]
  .flat()
  .flatMap((part) => Object.values(part).filter((value) => ArrayBuffer.isView(value)));
parentPort?.postMessage(
  { result },
  buffers.map((view) => view.buffer as ArrayBuffer),
);
