import { Worker } from "node:worker_threads";

import { AttacheError } from "../kit/error.ts";
import type { SensitivityRequest } from "./sensitivity.ts";
import type { Simulation, SimulationRequest } from "./simulate.ts";
import type { SobolIndex } from "./sobol.ts";
import type { Work } from "./worker.ts";

export interface ThreadOptions {
  signal?: AbortSignal | undefined;
  /** Called with the runs done so far. */
  progress?: ((done: number) => void) | undefined;
}

/** `simulate` in a thread of its own, so that the event loop stays free. Ends with `cancelled` when the signal is aborted. */
export function simulateInThread(request: SimulationRequest, options: ThreadOptions = {}): Promise<Simulation> {
  return inThread<Simulation>({ kind: "simulate", request }, options);
}

/** `rankSensitivity` in a thread of its own. */
export function sensitivityInThread(request: SensitivityRequest, options: ThreadOptions = {}): Promise<SobolIndex[]> {
  return inThread<SobolIndex[]>({ kind: "sensitivity", request }, options);
}

function inThread<Result>(work: Work, { signal, progress }: ThreadOptions): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled());
    const file = import.meta.url.endsWith(".js") ? "worker.js" : "worker-from-source.mjs";
    const worker = new Worker(new URL(file, import.meta.url), { workerData: work });
    const stop = (): void => {
      void worker.terminate();
      reject(cancelled());
    };
    signal?.addEventListener("abort", stop, { once: true });
    worker.on("message", (message: { done: number } | { result: Result }) => {
      if ("done" in message) return progress?.(message.done);
      signal?.removeEventListener("abort", stop);
      resolve(message.result);
    });
    worker.on("error", (cause) => reject(failed(cause)));
    worker.on("exit", (code) => {
      signal?.removeEventListener("abort", stop);
      if (code !== 0) reject(failed(code));
    });
  });
}

function cancelled(): AttacheError {
  return new AttacheError("cancelled", "The simulation was cancelled.", { next: "Run it again to start anew." });
}

function failed(cause: unknown): AttacheError {
  return new AttacheError("internal", "The simulation ended before its result.", {
    next: "Run it again; with fewer runs if memory is short.",
    cause,
  });
}
