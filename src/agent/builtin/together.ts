import type { Country } from "../../domain/country.ts";
import { carries, isAbout } from "./choose.ts";
import { confidence } from "./answerable.ts";
import { exacting } from "./intent.ts";
import type { Ranked } from "./rank.ts";
import type { Asked, Knowledge, Understood } from "./understanding.ts";
import type { Weights } from "./weights.ts";

/** Sentences that answer together, in the order in which they are to be told; `sure` where nothing need be added. */
export interface Together {
  entries: Ranked[];
  sure: boolean;
}

/** Whether sentences answer together, and what is chosen one by one does not, is judged by these, each as a number. */
export interface TogetherTerms {
  /** How far their question is behind the nearest of its kind, and ahead of the next one. */
  behind: number;
  ahead: number;
  /** … and nearer than the nearest that one sentence answers. */
  nearer: number;
  /** How many of them the search found. */
  found: number;
  /** Whether the best of all sentences is one of them; and how far their best is behind it. */
  best: number;
  lead: number;
  /** How likely the surest of them answers by itself; and the best of all. */
  confidence: number;
  other: number;
  /** Whether they speak of every country. */
  countries: number;
}

/** Questions, and sentences, that are looked at, the best first. */
const considered = 3;

/**
 * What answers together, where what is asked is near a predicted question that takes several sentences; undefined where
 * none of these is likely to be the whole answer. A logistic model over what ranking measured (`npm run fit`).
 */
export function togetherOf(
  asked: Asked,
  ranked: Ranked[],
  knowledge: Knowledge,
  weights: Weights,
): Together | undefined {
  // A term that some sentence defines is told by it.
  if (asked.intents[0] === "definition" && ranked.slice(0, considered).some(({ fitsType }) => fitsType))
    return undefined;
  const { from, sure, terms: weight } = weights.together;
  const [best] = measureTogether(asked, ranked, knowledge, weights)
    .map(({ entries, terms }) => {
      const names = Object.keys(terms) as (keyof TogetherTerms)[];
      const logit = names.reduce((sum, name) => sum + weight[name] * terms[name], weight.bias);
      return { entries, probability: 1 / (1 + Math.exp(-logit)) };
    })
    .sort((a, b) => b.probability - a.probability);
  if (!best || best.probability < from || !isOfThese(asked, best.entries)) return undefined;
  if (!best.entries.some((entry) => carries({ ...asked, countries: [] }, entry, weights))) return undefined;
  return { entries: best.entries, sure: best.probability >= sure };
}

/** The nearest questions that several sentences answer: these, as far as they were found, and what is measured of them. */
export function measureTogether(
  asked: Asked,
  ranked: Ranked[],
  knowledge: Knowledge,
  weights: Weights,
): { entries: Ranked[]; terms: TogetherTerms }[] {
  const cosines = new Map<string, number>();
  for (const { together } of ranked)
    if (together) cosines.set(together.question, Math.max(together.asked, cosines.get(together.question) ?? 0));
  const nearest = [...cosines].sort(([, one], [, other]) => other - one);
  const [top = 0] = nearest.map(([, cosine]) => cosine);
  const next = nearest[1]?.[1] ?? 0.5;
  const places = new Map(
    ranked.flatMap((entry) => {
      const { fact, text } = entry.candidate.line;
      const sentence: [string, Ranked] = [text.replace(/\s+/g, " ").trim(), entry];
      // A sentence that says the same as a fact stands there as the fact.
      return fact ? [sentence, [fact, entry] as [string, Ranked]] : [sentence];
    }),
  );
  const [best] = ranked;
  const single = Math.max(0, ...ranked.map(({ features }) => features.asked)) + 0.5;
  const countries = countriesMeant(asked);
  return nearest.slice(0, considered).flatMap(([question, cosine], at) => {
    // What leads in a list ("Three obstacles are named:") is not told.
    const members = (knowledge.together.get(question) ?? []).filter((of) => !of.endsWith(":"));
    const entries = members.flatMap((of) => places.get(of) ?? []);
    if (entries.length < 2) return [];
    const terms: TogetherTerms = {
      behind: top - cosine,
      ahead: at === 0 ? cosine - next : 0,
      nearer: cosine - single,
      found: entries.length / members.length,
      best: Number(entries.some((entry) => entry === best)),
      lead: Math.max(-2, Math.max(...entries.map(({ score }) => score)) - (best?.score ?? 0)),
      confidence: Math.max(...entries.map((entry) => confidence(asked, entry, weights))),
      other: best ? confidence(asked, best, weights) : 0,
      countries: Number(countries.every((country) => entries.some(({ candidate }) => isAbout(candidate, country)))),
    };
    return [{ entries, terms }];
  });
}

function countriesMeant({ countries, modifiers }: Asked): Country[] {
  return countries.filter(({ country }) => !modifiers.includes(country));
}

// None of them is of another country than those asked for, and a sum, share or date that is asked for is among them.
function isOfThese(asked: Asked, entries: Ranked[]): boolean {
  const countries = countriesMeant(asked);
  const exact = asked.arithmetic === null && (exacting.has(asked.intents[0] ?? "what") || asked.wanted !== null);
  return (
    (!exact || entries.some((entry) => entry.fitsType)) &&
    entries.every((entry) => {
      const { places } = entry.candidate;
      const placeless = countries.length === 0 || places.size === 0 || places.has("GLB");
      return placeless || countries.some((country) => isAbout(entry.candidate, country));
    })
  );
}

/** What answers together comes first; unless that is surely what is asked for, what was chosen for each part follows. */
export function withTogether(
  { whole }: Understood,
  together: Together | undefined,
  chosen: { part: Asked; entries: Ranked[] }[],
  weights: Weights,
): { part: Asked; entries: Ranked[] }[] {
  if (!together) return chosen;
  const { entries } = together;
  const others = chosen.flatMap((part) => part.entries).filter((entry) => !entries.includes(entry));
  const room = Math.max(0, weights.together.most - entries.length);
  return [{ part: whole, entries: [...entries, ...others.slice(0, room)] }];
}
