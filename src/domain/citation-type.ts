import type { PublisherKind, Source } from "./source.ts";

/** The types of CSL-JSON that sources have here. */
export type CslType = "webpage" | "report" | "dataset" | "legislation";

const issuesReports = new Set<PublisherKind>(["official", "actor", "think-tank", "consultancy"]);

const reportWords =
  /\b(?:report|white ?paper|working paper|policy (?:brief|paper)|survey|outlook|study|primer|impact assessment|bericht|rapport|informe|relatório)\b/iu;
const dataWords = /\b(?:data(?! cent| protect)|data ?sets?|indicators|factbook)\b/iu;
// A tracker of policies is a data set; its page on one law or strategy is not.
const policyWords = /\b(?:law|act|policy|strategy|guidelines|decree)\b/iu;
// What a law is called, at the start of its title; a report about a law names it later.
const lawTitle =
  /^(?:(?:council|commission|delegated|implementing|federal) )*(?:(?:regulation|directive|decision) \((?:EU|EC|EEC)\)|(?:act|law|decree|decree-law|executive order) (?:no\b|nr\b|\d))|^(?:bundesgesetz|gesetz|verordnung|loi|décret|ordonnance|ley|decreto|lei|legge)\b|\bact(?:,? (?:of )?\d{4})?$/iu;

/** What kind of document a source is, by who publishes it and what its title says. */
export function cslTypeOf({ kind, title }: Pick<Source, "kind" | "title">): CslType {
  if (kind === "dataset") return policyWords.test(title) ? "webpage" : "dataset";
  if (kind === "official" && lawTitle.test(title)) return "legislation";
  if (kind === "official" && dataWords.test(title)) return "dataset";
  return issuesReports.has(kind) && reportWords.test(title) ? "report" : "webpage";
}
