import type { Fact } from "../domain/fact.ts";
import { toBase } from "../domain/units.ts";
import type { Profile } from "../domain/profile.ts";

/** A section of a country brief: which facts belong in it, the most telling first. */
export interface SectionOutline {
  id: string;
  heading: string;
  facts: Fact[];
}

const builds = new Set(["project", "model", "deal", "policy", "institution"]);
const sectionSizes = { bottom: 4, builds: 8, depends: 7, rules: 5, power: 4, risk: 5 };

/** The order of a country brief. A fact stands in one section only; what is superseded or expired is left out. */
export function outline(profile: Profile): SectionOutline[] {
  const used = new Set<string>();
  const live = profile.facts.filter(
    (fact) => fact.supersededBy.length === 0 && fact.status !== "expired" && fact.status !== "cancelled",
  );
  const take = (most: number, test: (fact: Fact) => boolean, size = 0): Fact[] => {
    const picked: Fact[] = [];
    const perTopic = new Map<string, number>();
    const value = (fact: Fact): number => weight(fact, profile) + size * magnitude(fact);
    for (const fact of [...live].sort((a, b) => value(b) - value(a))) {
      if (picked.length >= most) break;
      const count = perTopic.get(fact.topic) ?? 0;
      if (used.has(fact.id) || !test(fact) || count >= Math.ceil(most / 2)) continue;
      perTopic.set(fact.topic, count + 1);
      used.add(fact.id);
      picked.push(fact);
    }
    return picked;
  };
  const tier = live.filter((fact) => fact.id === profile.tier?.fact);
  for (const fact of tier) used.add(fact.id);
  const headline = [
    ...tier,
    ...take(1, (fact) => fact.topic === "capital" && fact.quantity !== undefined, 1),
    ...take(1, (fact) => fact.topic === "compute" && fact.quantity !== undefined && builds.has(fact.kind), 1),
    ...take(1, (fact) => depends(fact)),
  ].slice(0, sectionSizes.bottom);
  return [
    { id: "bottom-line", heading: "Bottom line", facts: headline },
    {
      id: "depends-on",
      heading: "What it depends on",
      facts: take(sectionSizes.depends, depends),
    },
    {
      id: "builds",
      heading: "What it builds",
      facts: take(
        sectionSizes.builds,
        (fact) =>
          builds.has(fact.kind) &&
          ["compute", "capital", "models", "chips", "strategy", "talent", "cloud"].includes(fact.topic),
      ),
    },
    {
      id: "rules",
      heading: "Rules and institutions",
      facts: take(sectionSizes.rules, (fact) => ["data-law", "governance"].includes(fact.topic)),
    },
    { id: "power", heading: "Energy", facts: take(sectionSizes.power, (fact) => fact.topic === "energy") },
    {
      id: "risk",
      heading: "Risks and outcomes",
      facts: take(sectionSizes.risk, (fact) => ["risk", "outcomes"].includes(fact.topic)),
    },
  ];
}

const foreign =
  /\b(?:US|U\.S\.|American|NVIDIA|AMD|Intel|Microsoft|Google|Amazon|AWS|Azure|Oracle|Huawei|foreign|depend\w*|relies|rely|dependency|licen[cs]es?|export)\b/u;

function depends(fact: Fact): boolean {
  const named = fact.parties.length > 0 || /\b(?:depend\w*|rel(?:y|ies)|dependency)\b/u.test(fact.claim);
  return (
    named &&
    ["chips", "cloud", "risk", "partnership", "compute"].includes(fact.topic) &&
    foreign.test(`${fact.claim} ${fact.parties.join(" ")}`)
  );
}

// Orders of magnitude of the figure: a headline names the large sum, not the last one.
function magnitude(fact: Fact): number {
  const { quantity } = fact;
  return quantity ? Math.log10(Math.max(1, toBase(quantity.value, quantity.unit).value)) : 0;
}

// Better grade, a figure, newer, about this country alone.
function weight(fact: Fact, profile: Profile): number {
  const year = Number(fact.asOf?.slice(0, 4) ?? 2020);
  return (
    (7 - fact.grade.credibility) * 0.5 +
    ({ A: 1.5, B: 1, C: 0.4, D: 0, E: -1, F: -2 }[fact.grade.reliability] ?? 0) +
    (fact.quantity ? 0.8 : 0) +
    (year - 2020) * 0.35 +
    (fact.countries.length === 1 && fact.countries[0] === profile.country ? 0.8 : 0)
  );
}
