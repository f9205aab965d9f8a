import type { Transformation } from "../domain/method.ts";

/** A value on the transformed scale; NaN where the transformation is not defined for it. */
export function transform(value: number, transformation: Transformation): number {
  switch (transformation) {
    case "none":
      return value;
    case "log10":
      return value > 0 ? Math.log10(value) : Number.NaN;
    case "ln":
      return value > 0 ? Math.log(value) : Number.NaN;
    case "log10-plus-one":
      return value > -1 ? Math.log10(1 + value) : Number.NaN;
    case "ln-plus-one":
      return value > -1 ? Math.log1p(value) : Number.NaN;
    case "square-root":
      return value >= 0 ? Math.sqrt(value) : Number.NaN;
  }
}
