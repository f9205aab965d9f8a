/**
 * Random numbers by counter: a draw is a function of its stream and its run, so that runs can be repeated, done in any
 * order, and are the same for a unit whoever else is in the sample. Finaliser of MurmurHash3 (Appleby, public domain).
 */

/** A stream of its own for a seed and some labels. */
export function streamOf(seed: number, ...labels: string[]): number {
  let hash = mix(seed ^ 0x9e3779b9);
  for (const label of labels) {
    for (let index = 0; index < label.length; index += 1)
      hash = Math.imul(hash ^ label.charCodeAt(index), 0x01000193) >>> 0;
    hash = mix(hash ^ 0x85ebca6b);
  }
  return hash;
}

/** The draw of a stream in a run, uniform in [0, 1). */
export function uniform(stream: number, run: number): number {
  return mix(stream ^ mix(Math.imul(run + 1, 0x9e3779b1))) / 4294967296;
}

function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
