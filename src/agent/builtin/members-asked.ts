import { numberInWords } from "../../domain/figures.ts";
import { stemOf } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import type { Asked } from "./understanding.ts";

/** A country with the place that a scheme gives it: a rank ("Tier 2"), or a rating as its place among ratings. */
interface Member {
  candidate: Candidate;
  country: string;
  place: number;
}

const highest = "(?:top|upper|uppermost|highest|first)";
const some = "(?:two|three|four|five|[2-5])";
const topMost = new RegExp(
  String.raw`\b(?:${highest} (?<many>${some})|(?<first>${some}) ${highest}) (?:of the )?(?<kind>\p{L}+)s\b`,
  "iu",
);
const single =
  /\b(?<word>top|upper|highest|first|middle|second|third|fourth|bottom|lowest|last)[ -](?<kind>tier|rank|group|class|band|category|level|division|league)\b/iu;
const ranked = /\bis (?:a |in )?(?<kind>\p{Lu}\p{Ll}+) (?<rank>\d)\b/u;
const numbered =
  /\b(?<kind>tier|rank|group|class|band|category|level)s? (?<numbers>\d(?:(?:,| and| or| plus| &|, and)(?: (?:tier|rank|group|class|band|category|level))? \d)*)\b/iu;
const words: Record<string, number> = { top: 1, upper: 1, highest: 1, first: 1, second: 2, third: 3, fourth: 4 };

/** Ratings in words, the lowest first. */
export const ratings = ["very low", "low", "limited", "moderate", "medium", "high", "very high", "critical"];
const rated = new RegExp(String.raw`\brated (?<rating>${ratings.join("|")})\b`, "iu");
const namedRating = new RegExp(
  String.raw`\b(?:rated|marked|graded|classed|labelled|scored|ranked|as|a|an|the grade|the mark|carry|carries|get|gets|got|is|are) (?:an? )?["“'‘]?(?<rating>${ratings.join("|")})\b`,
  "iu",
);
const best = /\b(?:best|lowest|least|weakest|lightest|mildest)\b/iu;
const worst = /\b(?:worst|highest|strongest|heaviest|greatest|most severe)\b/iu;
const burden = /\b(?:depend\w*|relian\w*|rely|risk\w*|expos\w*|vulnerab\w*|hang\w*)\b/iu;
const graded = /\b(?:rating|rated|grade|graded|mark|marked|score|scored|row|rows|table|classed|labelled)\b/iu;

/**
 * The countries that have the rank or the rating that a question asks for ("the middle tier", "the top two tiers", "rated
 * High"), one sentence each, all of one source. Empty where it asks for none, or of a country by name, or no country has it.
 */
export function membersAsked(asked: Asked, candidates: Candidate[]): Candidate[] {
  // "Is France rated High?" and "what does the top tier ask for?" ask for no members.
  const asksWho = asked.intents.some((intent) => intent === "list" || intent === "who" || intent === "count");
  if (!asksWho || asked.countries.some(({ country }) => !asked.modifiers.includes(country))) return [];
  const found = ofRanks(asked.text, candidates) ?? ofRating(asked, candidates) ?? [];
  return [...found].sort((a, b) => a.place - b.place).map(({ candidate }) => candidate);
}

function ofRanks(text: string, candidates: Candidate[]): Member[] | undefined {
  const { first, many = first, kind: several } = topMost.exec(text)?.groups ?? {};
  const { kind: explicit, numbers } = numbered.exec(text)?.groups ?? {};
  const { word, kind = several ?? explicit } = single.exec(text)?.groups ?? {};
  if (!kind) return undefined;
  const members = onceEach(candidates.flatMap((candidate) => rankedAs(candidate, kind) ?? []));
  const most = many ? ((Number(many) || numberInWords(many)) ?? 0) : 0;
  const places = [...new Set(members.map(({ place }) => place))].sort((a, b) => a - b);
  if (most > 1) {
    const own = members.filter(({ place }) => place <= most);
    // One of the ranks without a member is not known, rather than empty.
    return new Set(own.map(({ place }) => place)).size < most ? [] : own;
  }
  // "Tier 2" is named by its number in the records too: who asks of one is answered by what says it.
  const named = (numbers?.match(/\d/gu) ?? []).map(Number);
  if (!word && named.length > 1) return members.filter((member) => named.includes(member.place));
  const place = word ? placeOf(word.toLowerCase(), places) : undefined;
  return members.filter((member) => member.place === place);
}

// The middle is that of three; what is lowest is only known where some country has it.
function placeOf(word: string, places: number[]): number | undefined {
  if (word === "middle") return 2;
  return words[word] ?? places.at(-1);
}

function ofRating({ text, modifiers }: Asked, candidates: Candidate[]): Member[] | undefined {
  const named = namedRating.exec(text)?.groups?.rating?.toLowerCase();
  const extreme = graded.test(text) && (best.test(text) || worst.test(text));
  if (named === undefined && !extreme) return undefined;
  const members = onceEach(candidates.flatMap((candidate) => ratedAs(candidate, modifiers) ?? []));
  const places = members.map(({ place }) => place);
  // The worst dependence is the highest, the worst of what is good the lowest.
  const most = /worst|\bbest/iu.test(text) ? burden.test(text) === worst.test(text) : worst.test(text);
  const place = named === undefined ? (most ? Math.max(...places) : Math.min(...places)) : ratings.indexOf(named);
  return members.filter((member) => member.place === place);
}

function rankedAs(candidate: Candidate, kind: string): Member | undefined {
  const { kind: own, rank } = ranked.exec(candidate.text)?.groups ?? {};
  const country = onlyCountry(candidate, []);
  if (!own || !country) return undefined;
  return stemOf(own.toLowerCase()) === stemOf(kind.toLowerCase())
    ? { candidate, country, place: Number(rank) }
    : undefined;
}

function ratedAs(candidate: Candidate, modifiers: string[]): Member | undefined {
  const rating = rated.exec(candidate.text)?.groups?.rating;
  const country = onlyCountry(candidate, modifiers);
  return rating && country ? { candidate, country, place: ratings.indexOf(rating.toLowerCase()) } : undefined;
}

// Whom a record is about: "US" in "dependency on US technology" only says on what.
function onlyCountry({ line }: Candidate, modifiers: string[]): string | undefined {
  const [country, ...others] = line.countries.filter((code) => !modifiers.includes(code));
  return others.length === 0 && line.kind === "fact" && line.supersededBy.length === 0 ? country : undefined;
}

// A country once, and all of the source of the first.
function onceEach(members: Member[]): Member[] {
  const [first] = members;
  return members.filter(
    ({ candidate, country }, at) =>
      candidate.line.sourceId === first?.candidate.line.sourceId &&
      !members.slice(0, at).some((other) => other.country === country),
  );
}
