import { checkClaim } from "../agent/check-claim.ts";
import { Ledger } from "../agent/ledger.ts";
import type { OpenDesk } from "../desk.ts";
import type { Evidence } from "../domain/answer.ts";
import type { Judge } from "./citations.ts";

/** The stored text an evidence's quote must equal, or undefined where the corpus has none. */
export type StoredText = (evidence: Evidence) => string | undefined;

/** Our own gate as the judge of support: what it would let pass with this evidence and no other. */
export function gateJudge(desk: OpenDesk): Judge {
  return (sentence, evidence) => {
    const ledger = new Ledger("evals");
    const ids = ledger.add(evidence.map(({ id, ...item }) => ({ key: id, ...item })));
    return checkClaim(sentence, ids, ledger, desk).verdict === "supported";
  };
}

/** What the corpus itself holds where an evidence points, read anew and not through the ledger of the run. */
export function storedIn(library: OpenDesk["library"]): StoredText {
  return (evidence) => {
    const id = typeof evidence.data?.id === "string" ? evidence.data.id : undefined;
    if (id === undefined) return undefined;
    if (evidence.kind === "fact") return library.fact(id)?.claim;
    try {
      return library.passage(id).document.text.slice(evidence.start, evidence.end);
    } catch {
      return undefined;
    }
  };
}
