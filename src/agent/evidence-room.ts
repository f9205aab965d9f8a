import { AttacheError } from "../kit/error.ts";
import type { CreatedModel, ModelTraits } from "../kit/model.ts";
import { evidenceLine, type EvidenceLine } from "./evidence-lines.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";
import type { LoopLimits } from "./limits.ts";

/** Evidence that fits into one prompt: as written there, and its ids. */
export interface FittingEvidence {
  lines: object[];
  ids: string[];
}

/** All evidence, as the built-in model reads it: every field, with the scores of the searches. */
export function allEvidence(ledger: Ledger): FittingEvidence {
  const lines = ledger.entries().map((entry) => evidenceLine(entry, true));
  return { lines, ids: lines.map((line) => line.id) };
}

/**
 * As much evidence as a hosted model's prompt has room for, the likeliest first: what `first` names, what a tool
 * computed, then by search score. `prompt` gives the whole prompt for some lines; it is counted before it is sent.
 * Throws `model` when not even one item fits.
 */
export async function fittingEvidence(
  ledger: Ledger,
  first: string[],
  prompt: (lines: object[]) => string,
  model: { created: CreatedModel; traits: ModelTraits; limits: LoopLimits; signal: AbortSignal | undefined },
): Promise<FittingEvidence> {
  const { created, traits, limits, signal } = model;
  const ordered = [...ledger.entries()].sort((a, b) => weight(b, first) - weight(a, first));
  const all = ordered.map((entry) => ({ id: entry.evidence.id, line: brief(evidenceLine(entry, false)) }));
  const answer = Math.min(limits.outputTokens, Math.floor(traits.contextTokens / 4));
  const room = traits.contextTokens - answer - limits.templateTokens;
  const estimate = (text: string): number => Math.ceil(text.length / limits.charactersPerToken);
  const frame = estimate(prompt([]));
  let left = Math.min(limits.evidenceTokens, room - frame);
  let count = all.findIndex(({ line }) => (left -= estimate(JSON.stringify(line))) < 0);
  if (count < 0) count = all.length;
  count = Math.max(1, count);
  // The estimate is put right by the runtime's own count, where it has one.
  for (;;) {
    const text = prompt(all.slice(0, count).map(({ line }) => line));
    const tokens = (await created.countTokens(text, signal)) ?? estimate(text);
    if (tokens <= room) break;
    if (count === 1)
      throw new AttacheError(
        "model",
        `The model's context of ${traits.contextTokens} tokens is too short for a question with its evidence.`,
        {
          next: "Start its server with a longer context (4,096 tokens or more), or use --model builtin.",
        },
      );
    count = Math.max(1, Math.min(count - 1, Math.floor((count * room) / tokens)));
  }
  const kept = all.slice(0, count);
  return { lines: kept.map(({ line }) => line), ids: kept.map(({ id }) => id) };
}

function weight({ evidence, matches }: LedgerEntry, first: string[]): number {
  const place = first.indexOf(evidence.id);
  if (place >= 0) return 1000 - place;
  // What a tool computed was asked for by its call, and stands before what a search happened to find.
  if (evidence.kind === "computed" && evidence.source === null) return 100;
  return Math.max(0, ...matches.map((match) => match.score));
}

// What helps to write a sentence, and nothing that only helps to rank one.
function brief(line: EvidenceLine): object {
  const { id, text, source, asOf, targetDate, status, certainty } = line;
  const whole = { id, text, source, asOf, targetDate, status, certainty };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null && value !== undefined));
}
