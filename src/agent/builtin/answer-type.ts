import { monthNumber } from "../../domain/dates.ts";
import type { Figure } from "../../domain/figures.ts";
import { currencyOf, measureOf } from "../../domain/units.ts";
import { tokens } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import type { Intent } from "./intent.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import { carriesWanted } from "./wanted.ts";

const moneyUnits = /^[A-Z]{3}$/;
const causes =
  /\b(?:because|account of|thanks to|results? (?:of|from)|resulted from|prompt\w*|blam\w+|cit(?:es|ed)|fear\w*|worr\w+|concern\w*|lack(?:s|ed|ing)?|too (?:little|few|much|many)|not enough|shortage|to avoid|to keep|so that|since|therefore|due to|owing to|reason|caus\w+|driv\w+|led to|leads to|forced|after|in order to|so|citing|without|lets?|allow\w*|makes?|harm\w*|risk\w*|could)\b/iu;

/** Does a sentence carry the kind of thing that is asked for: a sum, a date, a cause, a maker of chips? */
export function fits(intents: Intent[], asked: Asked, candidate: Candidate, knowledge: Knowledge): boolean {
  const first = intents[0] ?? "what";
  if (asked.wanted && first !== "why") return carriesWanted(asked.wanted, candidate);
  const has = (test: (figure: Figure) => boolean): boolean => candidate.figures.some(test);
  switch (first) {
    case "amount":
      return (
        has((figure) => moneyUnits.test(figure.unit)) ||
        /\b(?:millions|billions|trillions) of dollars\b/.test(candidate.text)
      );
    case "count":
      if (asked.wanted) return carriesWanted(asked.wanted, candidate);
      return has((figure) => figure.kind === "quantity") || candidate.line.quantity != null;
    case "share":
      return has((figure) => figure.unit === "percent") || /\b\d+ (?:out )?of (?:the |its )?\d+\b/.test(candidate.text);
    case "date":
      return has((figure) => figure.kind === "date") || candidate.line.asOf != null;
    case "why":
      return causes.test(candidate.text);
    case "definition":
      return (
        opensWith(asked, candidate) &&
        /\b(?:is|are|means|mean|refers? to|asks|describes|stands for|holds?|introduc\w+)\b/.test(candidate.text)
      );
    case "who":
      if (asked.suppliedLayer) return supplies(asked.suppliedLayer, candidate, knowledge);
      return candidate.line.parties.length > 0 || newNames(asked, candidate) > 0;
    case "list":
      return (candidate.text.match(/,| and | or /g) ?? []).length >= 2 || candidate.line.parties.length > 1;
    case "comparison":
    case "conflict":
      return candidate.figures.length > 0 || candidate.line.conflictsWith.length > 0;
    case "yes-no":
    case "how":
    case "what":
      return true;
  }
}

// "Whose chips": the sentence has to name a maker of chips.
function supplies(layer: string, candidate: Candidate, knowledge: Knowledge): boolean {
  return knowledge.suppliers
    .mentions(candidate.text)
    .some(({ supplier }) => supplier.layers.some((own) => own === layer));
}

// A definition opens with what it defines.
function opensWith(asked: Asked, candidate: Candidate): boolean {
  const opening = new Set(
    tokens(candidate.text)
      .slice(0, asked.terms.length + 3)
      .map((token) => token.stem),
  );
  return asked.terms.length > 0 && asked.terms.every((stem) => opening.has(stem));
}

// Names the question does not have: no units, currencies, months or abbreviations of the field.
function newNames(asked: Asked, candidate: Candidate): number {
  const names = candidate.text.match(/(?<=\s)\p{Lu}[\p{L}\d-]+/gu) ?? [];
  return names.filter(
    (name) =>
      !asked.text.includes(name) &&
      !asked.countries.some((country) => [country.name, ...country.adjectives].includes(name)) &&
      !/^(?:AI|ML|HPC|LLM)s?$/.test(name) &&
      measureOf(name) === undefined &&
      currencyOf(name) === undefined &&
      monthNumber(name) === undefined,
  ).length;
}
