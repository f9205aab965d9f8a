import type { ExposureReport, SensitivityReport } from "../domain/exposure.ts";
import type { Indicator } from "../domain/indicator.ts";
import type { Method } from "../domain/method.ts";
import type { Scenario } from "../domain/scenario.ts";

export interface ExposureRequest {
  /** Codes, each once. */
  countries: string[];
  method: string;
  /** New weights by the id of a layer or indicator. */
  weights: Record<string, number>;
  /** Scenario ids; several are combined. */
  scenarios: string[];
  /** Observations of later years do not count. */
  asOf?: number | undefined;
  runs?: number | undefined;
  seed?: number | undefined;
}

export interface ExposureWork {
  signal?: AbortSignal | undefined;
  progress?: ((done: number, total: number) => void) | undefined;
}

/** Exposure by the methods, indicators and scenarios of the corpus and the user's own observations. */
export interface Exposures {
  methods(): Method[];
  scenarios(): Scenario[];
  indicators(): Indicator[];
  /** Codes of the countries that a method can score. */
  scored(method: string): Promise<string[]>;
  /** Throws `not-found` for an unknown method or scenario and `usage` for weights that fit nothing. */
  report(request: ExposureRequest, work?: ExposureWork): Promise<ExposureReport>;
  /** What moves the ranking of a method, and how much. */
  sensitivity(
    request: Pick<ExposureRequest, "method" | "weights" | "asOf" | "seed">,
    work?: ExposureWork,
  ): Promise<SensitivityReport>;
}
