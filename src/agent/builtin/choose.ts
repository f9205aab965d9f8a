import type { Country } from "../../domain/country.ts";
import { anchorsOf, scoreOfItsOwn } from "./anchors.ts";
import { confidence } from "./answerable.ts";
import type { Candidate } from "./candidates.ts";
import { familyOf } from "./families.ts";
import { besideCountries } from "./features.ts";
import { exacting, type Intent } from "./intent.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import type { Ranked } from "./rank.ts";
import { rarity } from "./rarity.ts";
import type { Weights } from "./weights.ts";

/** What is told in several sentences: the rest is mostly told in one, and more of them only make sure. */
const broad = new Set<Intent>(["list", "definition", "why", "how", "comparison", "conflict", "what"]);

function kindOf(asked: Asked): "list" | "reason" | "broad" | "narrow" {
  const [first = "what"] = asked.intents;
  if (first === "list" || (broad.has(first) && (asked.intents.includes("list") || asked.sources.length > 1)))
    return "list";
  if (first === "why") return "reason";
  return broad.has(first) ? "broad" : "narrow";
}

/** Does the best of these carry an answer to what is asked? If not, abstaining is the better answer. */
export function carries(asked: Asked, best: Ranked | undefined, weights: Weights): boolean {
  if (!best || (asked.countries.length > 0 && !concerns(asked, best.candidate))) return false;
  // "What does the op-ed say of South Korea?": whatever it says of it.
  if (asked.terms.length === 0 && asked.sources.includes(best.candidate.line.sourceId ?? "")) return true;
  // With a word or two in common only by a predicted question, it is about something else: "population" was one word of many.
  const { exact, near, context } = best.features;
  if (asked.terms.length > 0 && asked.terms.length < 3 && exact + near + context === 0) return false;
  // A name the corpus has never heard of, which the sentence lacks: only a very sure one can be meant all the same.
  const strange = asked.unknownNames.some((name) => best.missingNames.includes(name));
  const { from, inDocument, nameless, strange: oneStrange, stranger } = weights.answer;
  const exactly = exacting.has(asked.intents[0] ?? "what") && best.missingNames.length > 0;
  // Who asks what a document says knows that it says something of it.
  const inIt = asked.sources.includes(best.candidate.line.sourceId ?? "");
  const plain = exactly ? Math.max(from, nameless) : inIt ? Math.min(from, inDocument) : from;
  const least = strange ? (best.features.missingName === 1 ? stranger : oneStrange) : plain;
  return confidence(asked, best, weights) >= least;
}

// About a country that is asked for, a member of a bloc that is, or a bloc it belongs to. In "Chile's data centres owned
// by US firms" that is Chile.
function concerns(asked: Asked, candidate: Candidate): boolean {
  const { line } = candidate;
  if (besideCountries(asked, candidate)) return true;
  // A document that is asked for by name need not say at every step of whom it speaks.
  const placeless = line.countries.every((code) => code === "GLB");
  if (placeless && line.sourceId !== null && asked.sources.includes(line.sourceId)) return true;
  const meant = asked.countries.filter(({ country }) => !asked.modifiers.includes(country));
  return (meant.length > 0 ? meant : asked.countries).some((country) => isAbout(candidate, country));
}

/** Is a sentence about a country, a member of a bloc or a bloc that the country belongs to? */
export function isAbout({ line, places }: Candidate, { country, members, memberships }: Country): boolean {
  return (
    places.has(country) ||
    members.some((code) => places.has(code)) ||
    // "Peru scored 51.93 in the Latin American index" tells nothing of Uruguay.
    memberships.some((code) => (line.countries.length > 0 ? line.countries.includes(code) : places.has(code)))
  );
}

/** The sentences that answer one thing asked, best first; empty when nothing carries it. */
export function choose(asked: Asked, ranked: Ranked[], knowledge: Knowledge, weights: Weights): Ranked[] {
  const intent = asked.intents[0] ?? "what";
  const top = ranked[0];
  if (!top) return [];
  const asksWho =
    intent === "who" &&
    /^(?:and |but )?(?:who|whose|which (?:company|firm|supplier|vendor|maker))\b/iu.test(asked.text);
  const exact = exacting.has(intent) || asksWho || asked.wanted !== null;
  // Where some sentence has all the names of the question, one that lacks a name is about something else.
  const near = ranked.filter((entry) => entry.score >= 0.5 * top.score);
  const fewest = Math.min(...near.map((entry) => entry.missingNames.length));
  const several = asked.nameGroups.length > 1;
  const named = several ? ranked : ranked.filter((entry) => entry.missingNames.length <= fewest);
  const fitting = exact
    ? named.filter((entry) => entry.fitsType && entry.score >= top.score - weights.choose.typeGap)
    : named;
  const best = fitting[0];
  if (!best || !carries(asked, best, weights)) return [];
  const family = familyOf(
    asked,
    [best, ...named.filter((entry) => entry !== best)],
    knowledge,
    weights.choose.familyGap,
  );
  if (family.length > 0) return family.slice(0, weights.choose.family);
  const { most, gap, newsGap } = weights.choose[kindOf(asked)];
  const chosen: Ranked[] = [best];
  const covered = new Set(best.candidate.context);
  for (const entry of fitting.slice(1, 40)) {
    if (chosen.length >= most) break;
    if (entry.missingNames.length > best.missingNames.length) continue;
    if (asked.countries.length > 0 && !concerns(asked, entry.candidate)) continue;
    // Where the term is defined, what merely speaks of it adds nothing.
    if (intent === "definition" && best.fitsType && !entry.fitsType) continue;
    const same = chosen.findIndex((other) => alike(other.candidate, entry.candidate));
    if (same >= 0) {
      // Of two that say the same, the one that gives what is asked for besides: the reason, the figure.
      const other = chosen[same];
      if (other && entry.fitsType && !other.fitsType && entry.score >= other.score - gap) chosen[same] = entry;
      continue;
    }
    const news = asked.terms.filter((stem) => entry.candidate.stems.has(stem) && !covered.has(stem));
    const gain = news.reduce((sum, stem) => sum + rarity(stem, knowledge), 0);
    if (entry.score >= best.score - (gain > 0.6 ? newsGap : gap)) {
      chosen.push(entry);
      for (const stem of entry.candidate.context) covered.add(stem);
    }
  }
  return [...chosen, ...forOthers(asked, exact ? ranked.filter((entry) => entry.fitsType) : ranked, chosen, weights)];
}

// What the question names beside, and no chosen sentence speaks of, gets the best sentence of its own.
function forOthers(asked: Asked, ranked: Ranked[], chosen: Ranked[], weights: Weights): Ranked[] {
  const own = (entry: Ranked): number => scoreOfItsOwn(entry, weights.rank.missingName);
  const least = sharedBest * Math.max(...chosen.map(own));
  const added: Ranked[] = [];
  for (const anchor of anchorsOf(asked)) {
    const known = [...chosen, ...added];
    if (known.some((entry) => anchor.isIn(entry))) continue;
    const [best] = ranked
      .filter((entry) => anchor.isIn(entry) && own(entry) >= least)
      .sort((a, b) => own(b) - own(a))
      .filter((entry) => carries({ ...asked, nameGroups: [] }, entry, weights));
    if (best && !known.some((other) => alike(other.candidate, best.candidate))) added.push(best);
  }
  return added;
}

const sharedBest = 0.6;

/** Do two sentences say much the same: most words shared, of the same country, with the same figures? */
export function alike(one: Candidate, other: Candidate): boolean {
  const [a, b] = [one.line.countries, other.line.countries];
  if (a.length > 0 && b.length > 0 && !a.some((code) => b.includes(code))) return false;
  const values = (candidate: Candidate): number[] =>
    candidate.figures.filter((figure) => figure.kind === "quantity").map((figure) => figure.value);
  const [x, y] = [values(one), values(other)];
  if (x.length > 0 && y.length > 0 && !x.some((value) => y.includes(value))) return false;
  let shared = 0;
  for (const stem of one.stems) if (other.stems.has(stem)) shared += 1;
  const smaller = Math.min(one.stems.size, other.stems.size);
  return shared / (smaller || 1) > 0.72;
}
