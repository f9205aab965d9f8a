import type { Country } from "../domain/country.ts";
import type { Fact } from "../domain/fact.ts";
import type { Assignment, Need, SchemeFile } from "../domain/scheme.ts";

const factsShown = 4;

/**
 * Where a country stands in the schemes of the articles: first what a fact states, then what a rule of ours infers from
 * the country's own facts. A rule does not speak where the articles already do (`unless`), and of two rules of one scheme
 * the first that holds speaks.
 */
export function assignmentsOf(country: Country, facts: Fact[], schemes: SchemeFile): Assignment[] {
  const labelOf = (scheme: Assignment["scheme"], value: string): string =>
    schemes.schemes[scheme]?.values[value] ?? value;
  const stated = schemes.assignments
    .filter((entry) => entry.country === country.country)
    .map((entry): Assignment => ({
      scheme: entry.scheme,
      value: entry.value,
      label: labelOf(entry.scheme, entry.value),
      basis: "stated",
      rule: null,
      facts: [entry.fact],
    }));
  const found = [...stated];
  for (const rule of schemes.inferences) {
    if (!rule.kinds.includes(country.kind)) continue;
    if (rule.unless && found.some((entry) => entry.scheme === rule.unless)) continue;
    const met = rule.needs.map((need) => facts.filter((fact) => meets(fact, need, country.country)));
    if (rule.needs.some((need, index) => (met[index]?.length ?? 0) < need.at_least)) continue;
    found.push({
      scheme: rule.scheme,
      value: rule.value,
      label: labelOf(rule.scheme, rule.value),
      basis: "inferred",
      rule: `${rule.id}: ${rule.says}`,
      facts: met.flatMap((group) => group.slice(0, factsShown).map((fact) => fact.id)),
    });
  }
  return found;
}

function meets(fact: Fact, need: Need, country: string): boolean {
  return (
    fact.countries[0] === country &&
    fact.supersededBy.length === 0 &&
    need.topics.includes(fact.topic) &&
    need.kinds.includes(fact.kind) &&
    (!need.statuses || (fact.status !== undefined && need.statuses.includes(fact.status))) &&
    (!need.words || need.words.some((word) => new RegExp(`\\b${word}\\b`, "iu").test(fact.claim)))
  );
}
