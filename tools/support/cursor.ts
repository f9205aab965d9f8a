import { AttacheError } from "../../src/kit/error.ts";

/** The place a cursor stands for; 0 without one. Throws `usage` on a text that is no cursor of ours. */
export function offsetOf(cursor: string | undefined): number {
  const offset = cursor === undefined ? 0 : Number(cursor);
  if (Number.isInteger(offset) && offset >= 0) return offset;
  throw new AttacheError("usage", "That cursor is not one of ours.", {
    next: "Leave it out to start at the first page.",
  });
}
