import type { Country } from "../../domain/country.ts";
import { contentStems } from "../../library/words.ts";
import type { Intent } from "./intent.ts";

/** The words by which questions ask for exposure and for shocks, from the files of methods and scenarios. */
export interface ExposureWords {
  score: string[];
  scenarios: { scenario: string; words: string[]; spares: string[] }[];
}

/** What a question wants of the exposure tool. */
export interface ExposureAsked {
  scenarios: string[];
  /** Codes of the countries it is asked of: not those that only qualify a thing, or that a shock comes from. */
  countries: string[];
  /** Content stems of the question that neither name a country nor ask for exposure or a shock. */
  rest: string[];
}

interface Part {
  countries: Country[];
  modifiers: string[];
  intents: Intent[];
  terms: string[];
}

const hypothetical = /\b(?:if|were to|would|what happens|in case of|under a|after a|suppose|scenario|shock)\b/iu;
const general = new Set(
  contentStems(
    "country countries AI artificial intelligence compare compared comparison rank ranking most least more less high higher highest low lower lowest score index change changes affect effect happen drive drives sure certain big large much sovereign sovereignty dependence scenario shock weak weakest strong layer world overall",
  ),
);

/**
 * Whether a question asks for an exposure score: it has a word of the method and names a country or asks for an order of
 * countries; or it supposes a shock that a scenario describes, for a country. A definition is not computed.
 */
export function exposureAsked(text: string, asked: Part, words: ExposureWords): ExposureAsked | null {
  const stems = contentStems(text);
  const scored = words.score.filter((phrase) => has(stems, phrase));
  const shocks = words.scenarios.filter((one) => one.words.some((phrase) => has(stems, phrase)));
  const ordering = /\b(?:which|what) (?:countries|country|states?|nations?)\b|\b(?:most|least|rank\w*)\b/iu.test(text);
  const wantsScore = scored.length > 0 && (asked.countries.length > 0 || ordering);
  const wantsShock =
    shocks.length > 0 &&
    asked.intents[0] !== "date" &&
    asked.countries.length > 0 &&
    (scored.length > 0 || hypothetical.test(text));
  if ((!wantsScore && !wantsShock) || (asked.intents[0] === "definition" && asked.countries.length === 0)) return null;
  const known = new Set([...scored, ...shocks.flatMap((one) => one.words)].flatMap((phrase) => contentStems(phrase)));
  const spared = shocks.flatMap((one) => one.spares);
  const own = asked.countries.map(({ country }) => country).filter((code) => !asked.modifiers.includes(code));
  const reached = own.filter((code) => !spared.includes(code));
  return {
    scenarios: shocks.map((one) => one.scenario),
    countries: reached.length > 0 ? reached : own,
    rest: asked.terms.filter((stem) => !known.has(stem) && !general.has(stem)),
  };
}

// All content words of the phrase stand in the text, near one another.
function has(stems: string[], phrase: string): boolean {
  const wanted = contentStems(phrase);
  const window = wanted.length + 3;
  return stems.some((stem, start) => {
    if (!wanted.includes(stem)) return false;
    const near = stems.slice(start, start + window);
    return wanted.every((word) => near.includes(word));
  });
}
