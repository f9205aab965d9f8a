import type { ShownConflict } from "../domain/answer.ts";
import type { Dependency } from "../domain/dependency.ts";
import type { Conflict } from "../domain/document.ts";
import { Topic, type Fact } from "../domain/fact.ts";
import type { Profile } from "../domain/profile.ts";
import type { Assignment, SchemeFile } from "../domain/scheme.ts";
import type { Source } from "../domain/source.ts";
import type { Gazetteer, Profiles } from "../kit/desk.ts";
import { assignmentsOf } from "./assignments.ts";
import { groupDependencies } from "./dependencies.ts";

/** Topics an analyst expects of a country; one without a fact is named as a gap. */
const expectedTopics = Topic.options;

interface Knowledge {
  facts: Fact[];
  conflicts: Conflict[];
  schemes: SchemeFile;
  dependencies: Dependency[];
  source(id: string): Source;
}

/** Builds profiles from the facts of the corpus. Nothing native is loaded. */
export function createProfiles(knowledge: Knowledge, gazetteer: Gazetteer): Profiles {
  const byId = new Map(knowledge.facts.map((fact) => [fact.id, fact]));
  return {
    profile(code) {
      const country = gazetteer.require(code);
      const facts = knowledge.facts
        .filter((fact) => fact.countries.includes(country.country))
        .sort((a, b) => a.grade.code.localeCompare(b.grade.code) || (b.asOf ?? "").localeCompare(a.asOf ?? ""));
      const assignments = assignmentsOf(country, facts, knowledge.schemes);
      const counts: Record<string, number> = {};
      for (const fact of facts) counts[fact.topic] = (counts[fact.topic] ?? 0) + 1;
      const gaps =
        facts.length === 0
          ? [`no facts yet about ${country.name}`]
          : expectedTopics.filter((topic) => !counts[topic]).map((topic) => `no ${topic} facts`);
      const dates = facts.flatMap((fact) => fact.asOf ?? []).sort();
      return {
        country: country.country,
        name: country.name,
        officialName: country.official_name,
        kind: country.kind,
        region: country.subregion ?? country.region,
        capitals: country.capitals,
        memberships: country.memberships,
        note: country.note,
        tier: tierOf(assignments),
        assignments,
        facts,
        conflicts: conflictsAmong(facts, byId, knowledge),
        dependencies: groupDependencies(knowledge.dependencies.filter((edge) => edge.country === country.country)),
        gaps,
        asOf: dates.at(-1) ?? null,
        counts,
      } satisfies Profile;
    },
  };
}

/** Conflict sets that touch these facts: recorded ones with their note, and pairs the facts themselves name. */
export function conflictsAmong(facts: Fact[], byId: Map<string, Fact>, knowledge: Knowledge): ShownConflict[] {
  const ids = new Set(facts.map((fact) => fact.id));
  const shown: ShownConflict[] = [];
  const covered = new Set<string>();
  const side = (id: string): ShownConflict["facts"] => {
    const fact = byId.get(id);
    if (!fact) return [];
    covered.add(id);
    const { title, publisher } = knowledge.source(fact.source);
    return [{ id, claim: fact.claim, source: `${publisher}: ${title}`, asOf: fact.asOf, grade: fact.grade.code }];
  };
  for (const conflict of knowledge.conflicts) {
    const members = [...conflict.facts, ...conflict.country_facts];
    if (conflict.relation !== "conflict" || !members.some((id) => ids.has(id))) continue;
    shown.push({ id: conflict.id, note: conflict.note, facts: members.flatMap(side) });
  }
  for (const fact of facts) {
    const others = fact.conflictsWith.filter((id) => byId.has(id));
    if (others.length === 0 || covered.has(fact.id)) continue;
    shown.push({
      id: `differ-${fact.id}`,
      note: "Sources give different values for the same quantity; both are shown.",
      facts: [fact.id, ...others].flatMap(side),
    });
  }
  return shown;
}

function tierOf(assignments: Assignment[]): Profile["tier"] {
  const tier = assignments.find((entry) => entry.scheme === "tier");
  const [fact] = tier?.facts ?? [];
  if (!tier || !fact) return null;
  const number = tier.value.replace("tier-", "Tier ");
  return { tier: `${number} (${tier.label.toLowerCase()})`, fact, inferred: tier.basis === "inferred" };
}
