import type { Claim } from "../domain/answer.ts";
import type { AgentEvent } from "../kit/agent.ts";
import type { Desk } from "../kit/desk.ts";
import { contentStems } from "../library/words.ts";
import { marked } from "./assemble.ts";
import { checkClaim, isGap } from "./check-claim.ts";
import type { Ledger } from "./ledger.ts";
import type { WrittenSentence } from "./sentences-in-text.ts";

/** Items that each carry a sentence alone: more of them are no better proof. */
const citedMost = 3;
/** Sentences that name no evidence are tried against so many items that share words with them. */
const triedItems = 3;

/** Sentences as they are written go in; what holds against its evidence is shown at once, the rest is kept apart. */
export class Gate {
  readonly shown: Claim[] = [];
  readonly dropped: Claim[] = [];
  readonly gaps: string[] = [];
  readonly written: WrittenSentence[] = [];
  /** Ids that a hosted model saw. */
  offered: string[] = [];
  readonly #cited: string[] = []; // numbered as the assembled answer numbers them
  readonly #question: string;
  readonly #ledger: Ledger;
  readonly #desk: Desk;
  readonly #emit: (event: AgentEvent) => void;

  constructor(question: string, ledger: Ledger, desk: Desk, emit: (event: AgentEvent) => void) {
    this.#question = question;
    this.#ledger = ledger;
    this.#desk = desk;
    this.#emit = emit;
  }

  /** Takes sentences in their order. `offered` are the ids that a hosted model saw. */
  async take(sentences: AsyncIterable<WrittenSentence> | WrittenSentence[], offered: string[] = []): Promise<void> {
    this.offered = offered;
    for await (const sentence of sentences) {
      this.written.push(sentence);
      this.#judge(sentence, offered);
    }
  }

  #judge({ text, evidence, unmarked }: WrittenSentence, offered: string[]): void {
    if (evidence.length === 0 && isGap(text, this.#question)) {
      this.gaps.push(text.trim());
      return;
    }
    const ids = evidence.length === 0 && unmarked ? this.#likeliest(text, offered) : [evidence];
    const claims = ids.map((some) => checkClaim(text, some, this.#ledger, this.#desk, this.#question));
    const claim = claims.find(({ verdict }) => verdict === "supported") ?? claims[0];
    if (claim?.verdict !== "supported") {
      if (claim) this.dropped.push(claim);
      return;
    }
    if (this.shown.some((shown) => shown.text === claim.text)) return;
    this.#show(offered.length > 0 ? this.#needed(claim) : claim);
  }

  // A weak model names all it has seen: where single items carry the sentence, only those are cited.
  #needed(claim: Claim): Claim {
    if (claim.evidence.length < 2) return claim;
    const alone = claim.evidence.filter(
      (id) => checkClaim(claim.text, [id], this.#ledger, this.#desk, this.#question).verdict === "supported",
    );
    return alone.length > 0 ? { ...claim, evidence: alone.slice(0, citedMost) } : claim;
  }

  #show(claim: Claim): void {
    this.shown.push(claim);
    for (const id of claim.evidence) if (!this.#cited.includes(id)) this.#cited.push(id);
    const numbers = claim.evidence.map((id) => this.#cited.indexOf(id) + 1);
    this.#emit({ type: "claim", claim, text: marked(claim.text, numbers) });
  }

  // Evidence that a sentence could rest on: the check decides, not the model.
  #likeliest(text: string, offered: string[]): string[][] {
    const stems = new Set(contentStems(text));
    return offered
      .map((id) => {
        const quote = this.#ledger.get(id)?.quote ?? "";
        return { id, shared: new Set(contentStems(quote).filter((stem) => stems.has(stem))).size };
      })
      .filter(({ shared }) => shared > 0)
      .sort((a, b) => b.shared - a.shared)
      .slice(0, triedItems)
      .map(({ id }) => [id]);
  }
}
