import type { Fact } from "../../domain/fact.ts";
import type { SearchResult } from "../../domain/search.ts";
import { toBase } from "../../domain/units.ts";
import type { HeldAgainst } from "../../domain/verification.ts";
import type { Gazetteer, Library } from "../../kit/desk.ts";
import { sentencesOf } from "../../library/sentences.ts";
import { overlapOf, type Against } from "./compare-claim.ts";

const found = 12;

/** Evidence that a claim may be held against. */
export interface Candidate {
  held: HeldAgainst;
  against: Against;
  fact: Fact | undefined;
}

/** What the corpus has on a claim: facts, and of passages the sentences nearest to it. `before` is the sentence that it may lean on. */
export async function candidatesFor(
  claim: string,
  before: string,
  { library, gazetteer }: { library: Library; gazetteer: Gazetteer },
): Promise<Candidate[]> {
  const countries = gazetteer.mentions(claim).map((mention) => mention.country.country);
  const leans =
    /^(?:It|They|This|That|These|Those|The (?:country|government|plan|programme|deal|project|company))\b/u.test(claim);
  const query = leans && countries.length === 0 ? `${before} ${claim}` : claim;
  const pages = await Promise.all([
    library.search(query, {}, { limit: found }),
    ...(countries.length > 0
      ? [library.search(claim, { countries: countries.slice(0, 4), kinds: ["fact"] }, { limit: found })]
      : []),
  ]);
  const results = new Map(pages.flatMap((page) => page.results).map((result) => [result.id, result]));
  return [...results.values()].flatMap((result) => candidatesOf(result, claim, library, gazetteer));
}

function candidatesOf(result: SearchResult, claim: string, library: Library, gazetteer: Gazetteer): Candidate[] {
  if (result.kind === "fact") {
    const fact = library.fact(result.id);
    return fact ? [{ held: heldFact(fact, library), against: againstFact(fact, library, gazetteer), fact }] : [];
  }
  // Of a passage, the sentence and the one after it that have most of the claim's words.
  const spans = sentencesOf(result.quote).map(({ start }, index, all) => {
    const end = all[Math.min(index + 1, all.length - 1)]?.end ?? result.quote.length;
    return result.quote.slice(start, end);
  });
  const [quote = result.quote] = spans.sort((a, b) => overlapOf(claim, b) - overlapOf(claim, a));
  const { id, source, countries, heading } = result;
  const held: HeldAgainst = { id, kind: "passage", quote, source, asOf: source.published };
  const against: Against = {
    text: quote,
    names: [heading ?? "", source.publisher, source.title].join("\n"),
    countries: countries.length === 1 ? countries : [],
    figures: [],
    dates: source.published ? [source.published] : [],
  };
  return [{ held, against, fact: undefined }];
}

/** A fact as evidence that is shown. */
export function heldFact(fact: Fact, library: Library): HeldAgainst {
  const { title, publisher, url, published } = library.source(fact.source);
  const source = { id: fact.source, title, publisher, url, published, grade: fact.grade.code };
  return { id: fact.id, kind: "fact", quote: fact.claim, source, asOf: fact.asOf };
}

/** … and as what a claim is compared with. */
export function againstFact(fact: Fact, library: Library, gazetteer: Gazetteer): Against {
  const { title, publisher, published } = library.source(fact.source);
  const { quantity } = fact;
  const names = fact.countries.flatMap((code) => gazetteer.get(code)?.name ?? []);
  return {
    text: fact.claim,
    names: [...fact.parties, ...names, quantity?.of ?? "", title, publisher].join("\n"),
    countries: fact.countries,
    figures: quantity
      ? [quantity.value, quantity.low, quantity.high].flatMap((value) =>
          value === undefined ? [] : [toBase(value, quantity.unit)],
        )
      : [],
    dates: [fact.asOf, fact.targetDate, published].filter((date) => typeof date === "string"),
  };
}
