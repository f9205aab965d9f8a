import { grouped } from "./concentration.ts";
import type { RawRow } from "./raw-folder.ts";
import type { Derivation } from "./seed.ts";

const year = 2026;
const binding = new Set(["Hard law", "Binding regulation"]);
/** Kinds of text that bind as a rule, whatever the label says. */
const lawful = new Set(["Legislation", "Regulation", "Directive", "Ordinance", "Regulatory Framework"]);

/** Policies on AI that bind, among those that a country has on OECD.AI. */
export const aiPolicies: Derivation = (raw) => {
  const policies = raw
    .table("policy/oecd_ai_policies_2026-02.csv")
    .filter((row) => row["iso3"] !== "" && row["iso3"] !== "EUU");
  return {
    "binding-ai-instruments": [...grouped(policies, (row) => [row["iso3"] ?? ""])].map(([country, own]) => {
      const labelled = (row: RawRow): boolean => binding.has(row["binding_nature"] ?? "");
      const typed = (row: RawRow): boolean => lawful.has(row["policy_type"] ?? "");
      const count = (test: (row: RawRow) => boolean): number =>
        new Set(own.filter((row) => test(row)).map((row) => row["title"])).size;
      const value = count(labelled);
      return {
        country,
        year,
        value,
        low: count((row) => labelled(row) && typed(row)),
        high: count((row) => labelled(row) || typed(row)),
        row: `iso3 ${country}: ${value} of ${own.length} policies`,
      };
    }),
  };
};
