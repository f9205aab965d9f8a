import { AttacheError } from "../../kit/error.ts";

/** The vector at length 1. Throws `model` where it has none: a value that is no number, or nothing but zeros. */
export function unitVector(values: ArrayLike<number>, from: string): Float32Array {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += (values[index] ?? 0) ** 2;
  const length = Math.sqrt(sum);
  if (!Number.isFinite(length) || length === 0)
    throw new AttacheError(
      "model",
      `${from} gave a vector without a direction (all zeros, or values that are no numbers).`,
      {
        next: "Check the model; another --embedding is not touched by this.",
      },
    );
  const unit = new Float32Array(values.length);
  for (let index = 0; index < values.length; index += 1) unit[index] = (values[index] ?? 0) / length;
  return unit;
}

/** Cosine of two vectors of length 1; 0 where they are not equally long. */
export function cosine(one: ArrayLike<number>, other: ArrayLike<number>): number {
  if (one.length !== other.length) return 0;
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}
