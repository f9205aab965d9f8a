import type { Answer, Claim, Evidence, ShownConflict } from "../domain/answer.ts";
import type { Desk } from "../kit/desk.ts";
import type { Ledger } from "./ledger.ts";

/** Puts checked claims together into an answer: markers in the order of evidence, conflicts, gaps, as-of. */
export function assemble(
  shown: Claim[],
  { gaps, remarks }: { gaps: string[]; remarks: string[] },
  ledger: Ledger,
  desk: Desk,
  about: { model: string; run: string; searched: string; nearest: string | null; unknown: string[] },
): Answer {
  const evidence: Evidence[] = [];
  const numberOf = (id: string): number => {
    const known = evidence.findIndex((item) => item.id === id);
    if (known >= 0) return known + 1;
    const item = ledger.get(id);
    return item ? evidence.push(item) : 0;
  };
  const sentences = shown.map((claim) => marked(claim.text, claim.evidence.map(numberOf)));
  const answered = shown.length > 0;
  const abstention = [
    "The corpus does not answer this question.",
    ...(about.unknown.length > 0 ? [`There are no facts yet on ${listed(about.unknown)}.`] : []),
    ...(about.searched ? [`Searched for: "${about.searched.replace(/\s+/g, " ").slice(0, 200)}".`] : []),
    ...(about.nearest ? [`Nearest: ${about.nearest}.`] : []),
  ].join(" ");
  const dates = evidence
    .flatMap((item) => (typeof item.data?.asOf === "string" ? [item.data.asOf] : (item.source?.published ?? [])))
    .sort();
  return {
    status: answered ? (gaps.length > 0 ? "partial" : "answered") : "abstained",
    text: answered ? [...sentences, ...gaps].join(" ") : abstention,
    claims: shown,
    evidence,
    conflicts: conflictsOf(evidence, desk),
    gaps: [
      ...gaps,
      ...(answered ? weakness(evidence) : []),
      ...(answered ? [] : ["not in the corpus"]),
      ...remarks,
      ...desk.problems().map((problem) => `left out: ${problem}`),
    ],
    asOf: answered ? (dates.at(-1) ?? null) : null,
    model: about.model,
    run: about.run,
  };
}

function listed(names: string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names.join("");
}

/** A sentence with its markers before the full stop: `… by 2030 [1][2].` */
export function marked(sentence: string, numbers: number[]): string {
  const marks = [...new Set(numbers)]
    .filter((number) => number > 0)
    .map((number) => `[${number}]`)
    .join("");
  const body = sentence.replace(/[.]+$/, "");
  return /[!?”"]$/.test(body) ? `${body} ${marks}` : `${body} ${marks}.`;
}

// An answer whose every source is a copy, an aggregator or a forum, or is superseded, says so.
function weakness(evidence: Evidence[]): string[] {
  const grades = evidence.flatMap((item) => item.source?.grade ?? []);
  const weak = grades.length > 0 && grades.every((grade) => grade.charAt(0) >= "D" || Number(grade.charAt(1)) >= 5);
  return weak ? [`rests on weakly graded sources only (${[...new Set(grades)].join(", ")})`] : [];
}

// Conflict sets that a cited fact belongs to, by the fact's own links and the recorded sets.
function conflictsOf(evidence: Evidence[], desk: Desk): ShownConflict[] {
  const cited = evidence.flatMap((item) =>
    item.kind === "fact" && typeof item.data?.id === "string" ? [item.data.id] : [],
  );
  const shown: ShownConflict[] = [];
  for (const id of cited) {
    const fact = desk.library.fact(id);
    const country = fact?.countries[0];
    if (!fact || fact.conflictsWith.length + fact.conflictSets.length === 0 || !country) continue;
    for (const code of fact.countries)
      for (const conflict of desk.profiles.profile(code).conflicts)
        if (conflict.facts.some((side) => side.id === id) && !shown.some((other) => other.id === conflict.id))
          shown.push(conflict);
  }
  return shown;
}
