import type { Operand } from "./compute.ts";

/** Are two operands one value, told in one sentence or in two records of the same countries? Such are never added up. */
export function isOneValue(one: Operand, other: Operand): boolean {
  const where = ({ candidate }: Operand): string => [...candidate.line.countries].sort().join(" ");
  return one.value === other.value && one.unit === other.unit && where(one) === where(other);
}

/** Is some value of these told twice? */
export function saysTwice(operands: Operand[]): boolean {
  return operands.some((operand, at) => operands.slice(0, at).some((other) => isOneValue(operand, other)));
}
