import { contentStems } from "../../library/words.ts";
import { arithmeticOf } from "./arithmetic-asked.ts";
import { exposureAsked } from "./exposure-asked.ts";
import { withoutOrders } from "./orders.ts";
import { asked } from "./asked.ts";
import { sourcesNamed } from "./source-names.ts";
import { withoutSlips } from "./spelling.ts";
import type { Asked, Knowledge, Side, Understood } from "./understanding.ts";
import { sidesOf } from "./sides.ts";

/** Understands a question: its orders taken out, split into the things it asks, each with intent and entities. */
export function understand(message: string, knowledge: Knowledge): Understood {
  const spoken = withoutOrders(message);
  const clean = { ...spoken, text: withoutSlips(spoken.text, knowledge) };
  const whole = asked(clean.text, knowledge);
  const pieces = split(clean.text, (piece) => sourcesNamed(piece, knowledge.sourceNames).sources.length > 0);
  const parts = pieces.length < 2 ? [whole] : pieces.map((piece) => dependent(asked(piece, knowledge), whole));
  const exposure = exposureAsked(clean.text, whole, knowledge.exposure);
  const named = sidesOf(
    clean.text,
    whole.arithmetic === "sum" || whole.arithmetic === "difference" || whole.arithmetic === "ratio",
  );
  const both = named
    ? named.sides.map((side, at) => ofSide(side, named.rest, named.sides[1 - at] ?? "", whole, knowledge))
    : [];
  // Of three that are compared, two are not enough.
  const covered = new Set(both.flatMap((side) => side.own.countries.map(({ country }) => country)));
  const sides = whole.countries.some(({ country }) => !covered.has(country)) && whole.countries.length > 2 ? [] : both;
  return { text: clean.text, written: spoken.text, orders: clean.orders, whole, parts, sides, exposure };
}

// One side of a comparison is asked for with the words that both share; the other side's are not missed in it.
function ofSide(side: string, rest: string, other: string, whole: Asked, knowledge: Knowledge): Side {
  // "… than its Japan one": what "one" is stands on the other side.
  const leans = /\b(?:its|their|one|ones|that|those)\b/iu.test(side);
  const shared = leans ? withoutCountries(other, knowledge).replace(ofYear, " ") : "";
  const full = asked(`${side} ${shared} ${rest}`.replace(/\s+/g, " ").trim(), knowledge);
  const own = asked(side, knowledge);
  const inherited = full.countries.length > 0 ? full.countries : whole.countries;
  const countries = own.countries.length > 0 ? own.countries : inherited;
  return { ...full, countries, intents: whole.intents, wanted: whole.wanted, own };
}

const ofYear = /\b(?:(?:in|of|since|from|by) )?(?:\p{Lu}\p{L}+ )?(?:19|20)\d\d\b/gu;

function withoutCountries(text: string, { gazetteer }: Knowledge): string {
  return gazetteer
    .mentions(text)
    .reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end).replace(/^['’]s/, "")}`, text);
}

// "…, and whose chips does it run on?" leans on the rest of the question for what it is about.
function dependent(part: Asked, whole: Asked): Asked {
  const leans = part.countries.length + part.names.length === 0 || part.terms.length < 2;
  if (!leans) return { ...part, sources: part.sources.length > 0 ? part.sources : whole.sources };
  return {
    ...part,
    query:
      part.terms.length < 2
        ? whole.text
        : `${part.text} (${whole.countries.map((country) => country.name).join(", ") || whole.text})`,
    countries: part.countries.length > 0 ? part.countries : whole.countries,
    names: part.names.length > 0 ? part.names : whole.names,
    nameGroups: part.names.length > 0 ? part.nameGroups : whole.nameGroups,
    terms: part.terms.length < 2 ? [...new Set([...part.terms, ...whole.terms])] : part.terms,
    sources: part.sources.length > 0 ? part.sources : whole.sources,
    unknownNames: whole.unknownNames,
  };
}

const clause =
  /(?:,|;)?\s+(?:and|but)\s+(?=(?:(?:in|on|for|by|from|at|with|under|to|into|through|since|until) )?(?:what|which|whom?|whose|when|where|why|how)\b|of which\b)|[?!]\s+(?=\p{L})|,\s+(?=(?:what|who|whose|when|where|why|how)\b)/giu;

const asks =
  /\b(?:what|which|whom?|whose|when|where|why|how)\b|\?|^(?:and |but |or |also,? |please |then )*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|give|tell|name|list|say|state|explain|describe|show|find|all|both|each|compare|weigh|set|put|hold|contrast|combine|pull|bring|take|check|quote|cite|mention|include|summari[sz]e|outline|add|sum|count|i (?:need|want|would))\b/iu;

const form =
  /^\W*(?:(?:in|as|just|only|a|an|the|rough\w*|round) )*(?:per ?cent(?:age)?|%|numbers?|figures?|years?|months?|days|[A-Z]{3}|euros?|dollars?)(?: please| pls| will do| only)?\W*$/iu;

function split(text: string, namesSource: (piece: string) => boolean): string[] {
  const pieces = text
    .split(clause)
    .map((piece) => piece.trim())
    .filter((piece) => contentStems(piece).length > 0)
    .reduce<string[]>((whole, piece) => {
      // "In the May 2026 overview, what is…": a lead-in asks nothing by itself.
      const last = whole.at(-1);
      if (
        last !== undefined &&
        !/\b(?:what|which|who|whose|when|where|why|how|is|are|does|do|did|name|list)\b|\?/iu.test(last)
      )
        return [...whole.slice(0, -1), `${last}, ${piece}`];
      // "… a percentage please", "saw it in the op-ed": how it is to be told, or where it stood, is no question of its own.
      if (last !== undefined && (form.test(piece) || (!asks.test(piece) && namesSource(piece))))
        return [...whole.slice(0, -1), `${last}? ${piece}`];
      return [...whole, piece];
    }, []);
  if (pieces.length > 1 && pieces.length <= 4) return pieces;
  return pieces.length === 1 ? itemised(text) : [text];
}

// "India: the budget of its mission, the GPU target and the name of the platform": each with what leads them in.
function itemised(text: string): string[] {
  const [, lead = "", list = ""] = /^([^:?]{3,}):\s+([^:?]+)\??$/u.exec(text) ?? [];
  const items = list
    .replace(/\.$/u, "")
    .split(/\s*,\s*(?:and\s+)?|\s+and\s+(?=(?:the|its|their|an?)\s)/u)
    .filter((item) => contentStems(item).length > 0);
  const asksOtherwise = /\b(?:or|both|each|together|total|sum)\b/iu.test(text) || arithmeticOf(text) !== null;
  const areItems =
    items.length > 1 && items.length <= 4 && items.every((item) => item.split(" ").length <= longestItem);
  return areItems && !asksOtherwise ? items.map((item) => `${lead}: ${item}`) : [text];
}

const longestItem = 9;
