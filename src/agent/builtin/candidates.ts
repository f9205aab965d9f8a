import { findFigures, type Figure } from "../../domain/figures.ts";
import type { Gazetteer } from "../../kit/desk.ts";
import type { Suppliers } from "../../kit/tracker.ts";
import { contentStems, tokens } from "../../library/words.ts";
import type { EvidenceLine } from "../evidence-lines.ts";

/** A sentence that could stand in an answer, with what ranking looks at. */
export interface Candidate {
  line: EvidenceLine;
  text: string;
  stems: Set<string>;
  /** Stems of the text and of what surrounds it: heading, parties, countries, source. */
  context: Set<string>;
  figures: Figure[];
  /** Countries and blocs it is about or names, with the blocs that hold most of what those hold ("EU" is in "Europe"). */
  places: Set<string>;
  /** Stems of the questions that are predicted for it. */
  askedAs: Set<string>[];
}

interface Names {
  gazetteer: Gazetteer;
  suppliers: Suppliers;
  /** Predicted questions of facts by their ids, and of sentences by themselves. */
  askedAs: Map<string, string[]>;
}

const dangling = /^(?:this|that|these|those|it|its|they|their|he|she|such|there)\b/iu;

/** Every evidence line as a candidate; a sentence that leans on the one before it, and notes that are no content, are left out. */
export function candidatesOf(evidence: EvidenceLine[], names: Names): Candidate[] {
  return candidatesWhere(evidence, names, (text) => /[.!?”"]$/.test(text));
}

/** The sentences that lead in a list: "The explainer lists four aims of Europe:". They tell which list is meant. */
export function leadInsOf(evidence: EvidenceLine[], names: Names): Candidate[] {
  return candidatesWhere(evidence, names, (text) => text.endsWith(":"));
}

function candidatesWhere(
  evidence: EvidenceLine[],
  { gazetteer, suppliers, askedAs }: Names,
  ends: (text: string) => boolean,
): Candidate[] {
  const seen = new Map<string, Candidate>();
  // A fact before the passage that says the same: it has its number typed.
  const ordered = [...evidence].sort((a, b) => Number(b.kind === "fact") - Number(a.kind === "fact"));
  return ordered.flatMap((line) => {
    const text = plain(line.text);
    const key = contentStems(text).join(" ");
    if (!key || dangling.test(text) || text.length > 420 || text.length < 20 || !ends(text)) return [];
    const same = seen.get(key);
    if (same) {
      // The fact keeps the place that its sentence has in the document.
      const { passage, start, item, heading } = line;
      if (passage && !same.line.passage) same.line = { ...same.line, passage, start, item, heading };
      return [];
    }
    const context = [text, line.heading, ...line.parties, line.quantity?.of, line.source, line.topic]
      .filter(Boolean)
      .join(" \n");
    // "AWS" is Amazon: a supplier has the name by which the corpus calls it, whatever the sentence calls it.
    const supplied = suppliers.mentions(text).flatMap(({ supplier }) => contentStems(supplier.name));
    const candidate: Candidate = {
      line: line.kind === "passage" ? { ...line, countries: countriesIn(text, line, gazetteer) } : line,
      text,
      stems: new Set([...tokens(text).map((token) => token.stem), ...supplied]),
      context: new Set([...tokens(context).map((token) => token.stem), ...supplied]),
      figures: findFigures(text),
      places: placesIn(text, line, gazetteer),
      askedAs: (askedAs.get(line.fact ?? line.text.replace(/\s+/g, " ").trim()) ?? []).map(
        (question) => new Set(contentStems(question)),
      ),
    };
    seen.set(key, candidate);
    return [candidate];
  });
}

// A sentence is about the countries it names itself, not about all those of its passage.
function countriesIn(text: string, line: EvidenceLine, gazetteer: Gazetteer): string[] {
  const named = gazetteer.mentions(text).map((mention) => mention.country.country);
  return named.length > 0 ? [...new Set(named)] : line.countries;
}

const mostMembers = 0.8;

function placesIn(text: string, line: EvidenceLine, gazetteer: Gazetteer): Set<string> {
  const own = [...line.countries, ...gazetteer.mentions(text).map((mention) => mention.country.country)];
  const wider = own.flatMap((code) => {
    const members = gazetteer.get(code)?.members ?? [];
    if (members.length === 0) return [];
    const held = (other: string[]): number => members.filter((member) => other.includes(member)).length;
    return gazetteer
      .all()
      .filter((country) => country.members.length > 0 && held(country.members) >= mostMembers * members.length)
      .map((country) => country.country);
  });
  return new Set([...own, ...wider]);
}

/** Markdown marks taken out, so that the sentence can stand in an answer. */
function plain(text: string): string {
  if (text.startsWith("|")) return "";
  return text
    .replace(/^\s*(?:[-*+]|\d+\.)\s+/, "")
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/(?<!\w)[*_]([^*_]+)[*_](?!\w)/g, "$1")
    .replace(/\[([^\]]+)\]\([^)]+\)/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
