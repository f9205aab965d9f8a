import type { Figure } from "../../domain/figures.ts";

/** Values beyond this many would make chance matches likely. */
const mostOperands = 6;

/**
 * Is a number the sum, difference, ratio, product with a percentage, or share of two numbers of the evidence? Within half a
 * percent, or six with "about". Counts of things are rounded to whole ones.
 */
export function followsFrom(claimed: number, about: boolean, quantities: Pick<Figure, "value" | "unit">[]): boolean {
  if (quantities.length < 2 || quantities.length > mostOperands || claimed === 0) return false;
  const tolerance = about ? 0.06 : 0.005;
  const near = (value: number): boolean => Math.abs(value - claimed) <= tolerance * Math.abs(claimed);
  return quantities.some((a, index) =>
    quantities.slice(index + 1).some((b) => results(a, b).some((value) => near(value) || near(Math.round(value)))),
  );
}

function results(a: Pick<Figure, "value" | "unit">, b: Pick<Figure, "value" | "unit">): number[] {
  const sameUnit = a.unit === b.unit;
  const ratios = a.value !== 0 && b.value !== 0 ? [a.value / b.value, b.value / a.value] : [];
  return [
    ...(sameUnit ? [a.value + b.value, Math.abs(a.value - b.value)] : []),
    ...ratios,
    ...(sameUnit ? ratios.map((ratio) => ratio * 100) : []),
    ...(a.unit === "percent" ? [(a.value / 100) * b.value] : []),
    ...(b.unit === "percent" ? [(b.value / 100) * a.value] : []),
  ];
}
