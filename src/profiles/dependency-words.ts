import type { DependencyWords } from "../domain/supplier.ts";

/** How far a word of parting, and a word of observing, reaches, in words. */
const reach = 6;
const observerReach = 5;

/** What the words of a claim say about a dependence. */
export interface Reading {
  /** Does the claim say that the supplier gives and the country takes? */
  isSupply(claim: string): boolean;
  /** Is a percentage of this the country's reliance, and not a share of some market or sum? */
  isShare(of: string): boolean;
  /** Does what is named there only observe, as in "Microsoft's count"? */
  observes(claim: string, end: number): boolean;
  /** Do the words around this place part the country from what is named there? */
  parts(claim: string, start: number, end: number): boolean;
}

/** Compiles the word lists of `corpus/suppliers.yaml`. */
export function createReading({ ends, supplies, no_share, observes }: DependencyWords): Reading {
  const supply = anyOf(supplies);
  const noShare = anyOf(no_share);
  const observer = anyOf(observes);
  const before = anyOf(ends.before, "g");
  const after = anyOf(ends.after, "g");
  const not = anyOf(ends.not);
  const stops = anyOf(ends.stops);
  return {
    isSupply: (claim) => supply.test(claim),
    isShare: (of) => !noShare.test(of),
    observes(claim, end) {
      const clause = /^[^,;.]*/.exec(claim.slice(end))?.[0] ?? "";
      return observer.test(clause.split(/\s+/).slice(0, observerReach).join(" "));
    },
    parts(claim, start, end) {
      const sentenceStart = claim.slice(0, start).search(/[^.;]*$/);
      const sentenceEnd = end + (claim.slice(end).match(/^(?:[^.;]|\.(?=\S))*/)?.[0].length ?? 0);
      const lead = claim.slice(sentenceStart, start);
      const tail = claim.slice(end, sentenceEnd);
      const ahead = [...lead.matchAll(before)].some((match) => {
        const between = lead.slice(match.index + match[0].length);
        return isNear(between) && !stops.test(between) && !isDenied(lead.slice(0, match.index));
      });
      return ahead || [...tail.matchAll(after)].some((match) => !isDenied(tail.slice(0, match.index)));
    },
  };

  // "It was not formally dropped": one of the three words ahead turns the word around.
  function isDenied(lead: string): boolean {
    return not.test(lead.trim().split(/\s+/).slice(-3).join(" "));
  }
}

function isNear(between: string): boolean {
  return between.trim().split(/\s+/).filter(Boolean).length <= reach;
}

// Any of these words or phrases, whole and in any case; no word at all where the list is empty.
function anyOf(phrases: string[], flags = ""): RegExp {
  const choices = phrases.map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+"));
  return new RegExp(
    phrases.length > 0 ? `(?<![\\p{L}\\p{N}])(?:${choices.join("|")})(?![\\p{L}\\p{N}])` : "(?!)",
    `iu${flags}`,
  );
}
