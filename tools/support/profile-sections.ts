import type { Topic } from "../../src/domain/fact.ts";
import type { Profile } from "../../src/domain/profile.ts";

/** The sections of a profile that are made of facts, with the topics that belong in each. */
export const sectionTopics = {
  strategy: ["strategy", "governance", "partnership"],
  money: ["capital"],
  layers: ["chips", "compute", "cloud", "models", "energy"],
  law: ["data-law", "governance"],
  people: ["talent"],
  risk: ["risk"],
  outcomes: ["outcomes"],
} satisfies Record<string, Topic[]>;

export type FactSection = keyof typeof sectionTopics;

/** The topics that a choice of sections and topics asks for; empty means all. */
export function topicsOf(sections: readonly string[], topics: readonly Topic[]): Topic[] {
  const named = sections.flatMap((section) => (section in sectionTopics ? sectionTopics[section as FactSection] : []));
  return [...new Set([...named, ...topics])];
}

/** The dated facts of a profile as a timeline, newest first. */
export function timelineOf(profile: Profile, most: number): { date: string; fact: string; what: string }[] {
  return profile.facts
    .flatMap((fact) => (fact.asOf ? [{ date: fact.asOf, fact: fact.id, what: shortened(fact.claim) }] : []))
    .sort((a, b) => b.date.localeCompare(a.date) || a.fact.localeCompare(b.fact))
    .slice(0, most);
}

const groupsShown = 12;
const namesShown = 6;

/** The strongest dependencies of a profile: by layer and jurisdiction, with the suppliers and some of the facts. */
export function dependenciesShown(
  profile: Profile,
): { layer: string; jurisdiction: string; count: number; suppliers: string[]; facts: string[] }[] {
  return profile.dependencies
    .filter((group) => group.count > 0)
    .slice(0, groupsShown)
    .map(({ layer, jurisdiction, count, suppliers, facts }) => ({
      layer,
      jurisdiction,
      count,
      suppliers: suppliers.slice(0, namesShown).map((entry) => entry.supplier),
      facts: facts.slice(0, 4),
    }));
}

function shortened(claim: string): string {
  return claim.length <= 140 ? claim : `${claim.slice(0, 136).replace(/\s\S*$/, "")} …`;
}
