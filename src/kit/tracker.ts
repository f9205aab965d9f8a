import type { TrackedRecord } from "../domain/project.ts";
import type { Supplier } from "../domain/supplier.ts";

/** A supplier that a text names, with the place of the name. */
export interface SupplierMention {
  supplier: Supplier;
  start: number;
  end: number;
}

/** Names of suppliers: finds them by name or alias in any case, and in running text. */
export interface Suppliers {
  all(): Supplier[];
  /** The supplier that a whole name or alias means, or undefined. */
  resolve(name: string): Supplier | undefined;
  /** Like `resolve`, but throws a not-found error that proposes the nearest names. */
  require(name: string): Supplier;
  /** Suppliers that a text names, themselves or by a product, in its order. */
  mentions(text: string): SupplierMention[];
}

/** Projects, models, laws and deals of the corpus, with what the tracker knows of each. */
export interface Tracker {
  suppliers: Suppliers;
  records(): TrackedRecord[];
}
