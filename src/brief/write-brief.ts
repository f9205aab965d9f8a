import type { Claim, Evidence } from "../domain/answer.ts";
import type { Brief } from "../domain/brief.ts";
import { dateInWords } from "../domain/dates.ts";
import type { Fact } from "../domain/fact.ts";
import { findFigures } from "../domain/figures.ts";
import type { Desk } from "../kit/desk.ts";
import type { EvidenceItem } from "../kit/tool.ts";
import { outline } from "./outline.ts";

/** The check every sentence goes through before it is written: enter evidence, check a sentence against it. */
export interface Gate {
  enter(items: EvidenceItem[]): string[];
  check(text: string, ids: string[]): Claim;
  evidence(id: string): Evidence | undefined;
}

/**
 * Writes the brief of a country from its facts. Each sentence is a claim that passed the gate; what did not is counted
 * in `left`. A section without facts says so.
 */
export function writeBrief(country: string, desk: Desk, gate: Gate, now: Date): Brief {
  const profile = desk.profiles.profile(country);
  let left = 0;
  const cited: string[] = [];
  const sections = outline(profile).map((section): Brief["sections"][number] => {
    const claims = section.facts.flatMap((fact) => {
      const ids = gate.enter([evidenceOf(fact, desk)]);
      const claim = gate.check(sentenceOf(fact), ids);
      if (claim.verdict !== "supported") {
        left += 1;
        return [];
      }
      for (const id of ids) if (!cited.includes(id)) cited.push(id);
      return [claim];
    });
    return {
      id: section.id,
      heading: section.heading,
      claims,
      gap: claims.length === 0 ? `The corpus has no facts for this section on ${profile.name}.` : null,
    };
  });
  const shownFacts = new Set(cited.flatMap((id) => gate.evidence(id)?.data?.id ?? []));
  const dates = cited.flatMap((id) => (gate.evidence(id)?.data?.asOf as string | null | undefined) ?? []).sort();
  return {
    title: `${profile.name}: AI sovereignty brief`,
    country: profile.country,
    asOf: dates.at(-1) ?? null,
    written: now.toISOString().slice(0, 10),
    sections,
    conflicts: profile.conflicts.filter(
      (conflict) => conflict.id.startsWith("differ-") || conflict.facts.some((fact) => shownFacts.has(fact.id)),
    ),
    gaps: [...profile.gaps, ...desk.problems().map((problem) => `left out: ${problem}`)],
    evidence: cited.flatMap((id) => gate.evidence(id) ?? []),
    left,
  };
}

function sentenceOf(fact: Fact): string {
  const hasDate = findFigures(fact.claim).some((figure) => figure.kind === "date");
  if (!fact.quantity || !fact.asOf || hasDate) return fact.claim;
  return `${fact.claim.replace(/\.$/, "")} (as of ${dateInWords(fact.asOf)}).`;
}

function evidenceOf(fact: Fact, desk: Desk): EvidenceItem {
  const { title, publisher, url, published } = desk.library.source(fact.source);
  const { claim, source, grade, locator, ...data } = fact;
  return {
    key: `fact:${fact.id}`,
    kind: "fact",
    source: { id: source, title, publisher, url, published, grade: grade.code },
    quote: claim,
    ...(locator === undefined ? {} : { locator }),
    data: JSON.parse(JSON.stringify({ ...data, gradeReason: grade.reason })) as Record<string, unknown>,
  };
}
