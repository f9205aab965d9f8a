import type { Pinpoint } from "../domain/citation-item.ts";
import type { Source } from "../domain/source.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import { typingDistance } from "../kit/typing-distance.ts";
import type { Corpus } from "./corpus.ts";

/** What an id stands for when it is cited: a source, and the place in it that a fact or a passage names. */
export interface Cited {
  id: string;
  source: Source;
  pinpoint?: Pinpoint;
  /** Ids of further sources that a fact rests on. */
  also: string[];
}

type Citable = Pick<Corpus, "sources" | "facts" | "passages">;

/** Finds what ids of sources, facts and passages cite. Throws `not-found` with the nearest ids. */
export function createCiter(corpus: Citable): (id: string) => Cited {
  const sources = new Map(corpus.sources.map((source) => [source.id, source]));
  const facts = new Map(corpus.facts.map((fact) => [fact.id, fact]));
  const passages = new Map(corpus.passages.map((passage) => [passage.id, passage]));
  return (id) => {
    const own = sources.get(id);
    if (own) return { id, source: own, also: [] };
    const fact = facts.get(id);
    const passage = passages.get(id);
    const source = sources.get(fact?.source ?? passage?.source ?? "");
    if (source && fact) return { id, source, pinpoint: ofFact(id, fact.locator), also: fact.also };
    if (source && passage) return { id, source, pinpoint: ofPassage(passage), also: [] };
    throw unknown(id, [...sources.keys(), ...facts.keys(), ...passages.keys()]);
  };
}

// A fact's locator is a page, or words of the source to search for.
function ofFact(id: string, locator: string | undefined): Pinpoint {
  const page = /^(?:pp?\.?|pages?) ?(\d+(?: ?[–-] ?\d+)?)$/i.exec(locator?.trim() ?? "")?.[1];
  if (page !== undefined) return { text: id, page };
  return { text: locator ? `${id}, at the words “${locator}”` : id };
}

function ofPassage({ id, heading, page }: Citable["passages"][number]): Pinpoint {
  return {
    text: heading === null ? `passage ${id}` : `passage ${id}, section “${heading}”`,
    page: page?.toString(),
  };
}

function unknown(id: string, known: string[]): AttacheError {
  const asked = id.slice(0, 200).toLowerCase();
  const allowed = Math.max(2, Math.floor(asked.length / 4));
  const near = known
    .map((other) => ({ other, distance: typingDistance(asked, other.toLowerCase()) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance || a.other.localeCompare(b.other, "en"))
    .slice(0, 3)
    .map(({ other }) => other);
  // Nothing is typed alike: an id that the one given begins, `epoch` of `epoch-gpu-clusters`.
  const begun = near.length > 0 ? near : known.filter((other) => other.toLowerCase().startsWith(asked)).slice(0, 3);
  return new AttacheError("not-found", `There is no source, fact or passage with the id ${quoted(id)}.`, {
    next: begun.length > 0 ? `Near: ${begun.join(", ")}.` : "Take an id from: attache sources, attache search.",
  });
}
