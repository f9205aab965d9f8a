import fc from "fast-check";

/**
 * Property tests draw the same cases in every run, so that a commit passes or fails whoever checks it.
 * ATTACHE_PROPERTY_SEED draws others, ATTACHE_PROPERTY_RUNS more of them (100 unless told).
 */
const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

fc.configureGlobal({
  seed: number("ATTACHE_PROPERTY_SEED", 20_261_129),
  numRuns: number("ATTACHE_PROPERTY_RUNS", 100),
});
