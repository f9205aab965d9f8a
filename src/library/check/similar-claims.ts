import { figuresAgree } from "../../domain/figures.ts";
import { toBase } from "../../domain/units.ts";
import { contentStems } from "../words.ts";
import type { CheckedCorpus, FactEntry } from "./checked-corpus.ts";

/** Two facts about one country, with the share of content words they have in common. */
export interface Pair {
  one: FactEntry;
  other: FactEntry;
  /** Words of the claims that both have, of all they have. */
  claims: number;
  /** The same for what the quantities measure; 0 where one does not say. */
  measures: number;
}

// A word in more claims of one country than this finds no pair by itself, so that the work grows with the corpus
// and not with its square.
const mostPerWord = 80;

interface Words {
  fact: FactEntry;
  claim: Set<string>;
  measure: Set<string>;
}

/** Pairs of facts about one country that share a word worth the name. Each pair comes once. */
export function* similarClaims({ facts }: CheckedCorpus): Generator<Pair> {
  const byCountry = new Map<string, Words[]>();
  for (const fact of facts) {
    const words = {
      fact,
      claim: new Set(contentStems(fact.record.claim)),
      measure: new Set(contentStems(fact.record.quantity?.of ?? "")),
    };
    for (const country of new Set(fact.countries)) byCountry.set(country, [...(byCountry.get(country) ?? []), words]);
  }
  const seen = new Set<string>();
  for (const group of byCountry.values())
    for (const [one, other] of candidates(group)) {
      const key = `${one.fact.record.id} ${other.fact.record.id}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield {
        one: one.fact,
        other: other.fact,
        claims: overlap(one.claim, other.claim),
        measures: one.measure.size > 0 && other.measure.size > 0 ? overlap(one.measure, other.measure) : 0,
      };
    }
}

function* candidates(group: Words[]): Generator<[Words, Words]> {
  const postings = new Map<string, number[]>();
  for (const [index, { claim, measure }] of group.entries())
    for (const word of new Set([...claim, ...measure])) {
      const posting = postings.get(word);
      if (posting) posting.push(index);
      else postings.set(word, [index]);
    }
  for (const [index, one] of group.entries()) {
    const found = new Set<number>();
    for (const word of new Set([...one.claim, ...one.measure])) {
      const posting = postings.get(word) ?? [];
      if (posting.length <= mostPerWord) for (const other of posting) if (other > index) found.add(other);
    }
    for (const other of found) {
      const second = group[other];
      if (second) yield [one, second];
    }
  }
}

function overlap(one: Set<string>, other: Set<string>): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return common / (one.size + other.size - common || 1);
}

/** Is one linked to the other already: in conflict, superseding, or in one set of `conflicts.yaml`? */
export function linked({ one, other }: Pair, sets: Map<string, Set<string>>): boolean {
  const names = (from: FactEntry, to: FactEntry): boolean =>
    from.record.conflicts_with.includes(to.record.id) || from.record.supersedes.includes(to.record.id);
  const together = [...(sets.get(one.record.id) ?? [])].some((set) => sets.get(other.record.id)?.has(set));
  return together || names(one, other) || names(other, one);
}

/** The sets of `conflicts.yaml` that each fact is in. */
export function setsOfFacts({ conflicts }: CheckedCorpus): Map<string, Set<string>> {
  const sets = new Map<string, Set<string>>();
  for (const { record } of conflicts)
    for (const id of [...record.facts, ...record.country_facts])
      sets.set(id, (sets.get(id) ?? new Set<string>()).add(record.id));
  return sets;
}

/** Do both facts carry the same quantity, or both none? */
export function sameQuantity({ one, other }: Pair): boolean {
  const [first, second] = [one.record.quantity, other.record.quantity];
  if (!first || !second) return first === second;
  return figuresAgree(toBase(first.value, first.unit), toBase(second.value, second.unit));
}
