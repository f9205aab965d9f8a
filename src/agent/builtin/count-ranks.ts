import { stemOf } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import type { Asked } from "./understanding.ts";
import type { Sentence } from "./sentence.ts";

const numbers = ["one", "two", "three", "four", "five"];
const highest = "(?:top|upper|uppermost|highest|first)";
const some = "(?:two|three|four|five|[2-5])";
const topMost = new RegExp(
  String.raw`\b(?:${highest} (?<many>${some})|(?<first>${some}) ${highest}) (?:of the )?(?<kind>\p{L}+)s\b`,
  "iu",
);
const member = /\bis (?:a |in )?(?<kind>\p{Lu}\p{Ll}+) (?<rank>\d)\b/u;

interface Member {
  candidate: Candidate;
  country: string;
  rank: number;
}

/**
 * "How many states are in the top two tiers": facts that give each of several countries a rank of one scheme, counted over
 * the ranks that are asked for. None where the question asks for no ranks, or one of them has no member.
 */
export function countRanks({ text }: Asked, candidates: Candidate[]): Sentence[] {
  const { first: before, many = before, kind } = topMost.exec(text)?.groups ?? {};
  const most = many ? Math.max(Number(many) || 0, numbers.indexOf(many.toLowerCase()) + 1) : 0;
  if (!kind || most < 2) return [];
  const members = candidates.flatMap((candidate) => memberOf(candidate, kind) ?? []);
  const [first] = members;
  const own = members.filter(
    ({ candidate, rank, country }, at) =>
      rank <= most &&
      candidate.line.sourceId === first?.candidate.line.sourceId &&
      !members.slice(0, at).some((other) => other.country === country),
  );
  const ranks = new Set(own.map(({ rank }) => rank));
  if (ranks.size < most) return [];
  const told = own.sort((a, b) => a.rank - b.rank);
  return [
    ...told.map(({ candidate }) => ({ text: candidate.text, evidence: [candidate.line.id] })),
    { text: `That makes ${told.length} countries.`, evidence: told.map(({ candidate }) => candidate.line.id) },
  ];
}

function memberOf(candidate: Candidate, kind: string): Member | undefined {
  const { kind: own, rank } = member.exec(candidate.text)?.groups ?? {};
  const { line } = candidate;
  const [country, ...others] = line.countries;
  if (!own || !country || others.length > 0 || line.kind !== "fact" || line.supersededBy.length > 0) return undefined;
  return stemOf(own.toLowerCase()) === stemOf(kind.toLowerCase())
    ? { candidate, country, rank: Number(rank) }
    : undefined;
}
