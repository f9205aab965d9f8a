import { createHash } from "node:crypto";

import type { Evidence } from "../domain/answer.ts";
import type { Together } from "../domain/search.ts";
import type { EvidenceItem } from "../kit/tool.ts";

/** How well an item of evidence matched one of the run's searches. */
export interface Match {
  query: string;
  score: number;
  similarity: number;
  /** Cosine to the nearest question predicted for it. */
  asked: number;
  /** … and to the nearest question that is known to have no answer here. */
  unanswered: number;
  /** The nearest question that it answers together with others. */
  together?: Together;
}

export interface LedgerEntry {
  evidence: Evidence;
  matches: Match[];
}

/** The evidence of one run: each quote once, under an opaque id that no model can guess or order. */
export class Ledger {
  readonly #run: string;
  readonly #byKey = new Map<string, LedgerEntry>();
  readonly #byId = new Map<string, LedgerEntry>();

  constructor(run: string) {
    this.#run = run;
  }

  /** Enters what a tool found; gives the ids, one an item, old ones where a quote is known. */
  add(items: EvidenceItem[], match?: (item: EvidenceItem) => Match | undefined): string[] {
    return items.map((item) => {
      const known = this.#byKey.get(item.key);
      const found = match?.(item);
      if (known) {
        if (found) known.matches.push(found);
        return known.evidence.id;
      }
      const { key, ...rest } = item;
      const entry: LedgerEntry = { evidence: { id: this.#newId(key), ...rest }, matches: found ? [found] : [] };
      this.#byKey.set(key, entry);
      this.#byId.set(entry.evidence.id, entry);
      return entry.evidence.id;
    });
  }

  get(id: string): Evidence | undefined {
    return this.#byId.get(id)?.evidence;
  }

  entries(): LedgerEntry[] {
    return [...this.#byId.values()];
  }

  // Four hex digits of a hash, more where two would be alike.
  #newId(key: string): string {
    const digest = createHash("sha256").update(`${this.#run}\n${key}`).digest("hex");
    let length = 4;
    while (this.#byId.has(`e${digest.slice(0, length)}`)) length += 1;
    return `e${digest.slice(0, length)}`;
  }
}
