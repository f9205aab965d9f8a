import type { Country } from "../domain/country.ts";
import { fold } from "../domain/text.ts";
import type { Gazetteer, Resolved } from "../kit/desk.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import { typingDistance } from "../kit/typing-distance.ts";

interface Name {
  country: Country;
  text: string;
  /** Short capital names (US, UAE, KSA) count in running text only as written. */
  exactCase: boolean;
  /** A three-letter code. */
  code: boolean;
  /** What the country is called, not a place in it: only this is understood when misspelt. */
  ofCountry: boolean;
}

/** Builds the gazetteer over the countries of the corpus. */
export function createGazetteer(countries: Country[]): Gazetteer {
  const byCode = new Map(countries.map((country) => [country.country, country]));
  const names = new Map<string, Name>();
  // Blocs first: in policy talk Brussels is the Union, not Belgium.
  for (const country of [...countries].sort((a, b) => Number(b.kind === "bloc") - Number(a.kind === "bloc"))) {
    const { name, official_name: official, aliases, adjectives, capitals, cities } = country;
    for (const text of [name, official, ...aliases, ...adjectives]) if (text) add(text, country, true);
    for (const text of [...capitals, ...cities]) add(text, country, false);
  }
  for (const country of countries) add(country.country, country, false, true);
  /** How many words the longest name has that starts with a word: few words start one of several. */
  const longest = new Map<string, number>();
  for (const words of [...names.keys()].map((name) => name.split(" ")))
    longest.set(words[0] ?? "", Math.max(words.length, longest.get(words[0] ?? "") ?? 0));

  function add(text: string, country: Country, ofCountry: boolean, code = false): void {
    const key = keyOf(text);
    if (key && !names.has(key))
      names.set(key, { country, text, exactCase: text.length <= 3 || /^[A-Z.]+$/.test(text), ofCountry, code });
  }

  function resolve(name: string): Resolved | undefined {
    const key = keyOf(name);
    if (!key) return undefined;
    const found = names.get(key) ?? names.get(key.replace(/^the /, ""));
    if (found) return { country: found.country, exact: true, matched: found.text };
    const alpha2 = /^[A-Za-z]{2}$/.test(name.trim()) ? name.trim().toUpperCase() : undefined;
    const byAlpha2 = alpha2 ? countries.find((country) => country.codes.alpha2 === alpha2) : undefined;
    if (byAlpha2) return { country: byAlpha2, exact: true, matched: alpha2 ?? name };
    const [best, second] = near(key, 2, (candidate, entry) => entry.ofCountry && isSlip(candidate, key));
    const clear = best && (!second || second.distance > best.distance);
    return clear ? { country: best.country, exact: false, matched: best.text } : undefined;
  }

  function near(
    key: string,
    most: number,
    counts: (candidate: string, name: Name) => boolean = () => true,
  ): { country: Country; text: string; distance: number }[] {
    const best = new Map<string, { country: Country; text: string; distance: number }>();
    for (const [candidate, name] of names) {
      if (candidate.length < 4 || Math.abs(candidate.length - key.length) > 4 || !counts(candidate, name)) continue;
      const { country, text } = name;
      const entry = { country, text, distance: typingDistance(candidate, key) };
      const before = best.get(country.country);
      if (!before || entry.distance < before.distance) best.set(country.country, entry);
    }
    return [...best.values()].sort((a, b) => a.distance - b.distance || a.text.localeCompare(b.text)).slice(0, most);
  }

  function suggest(name: string, most = 3): { country: Country; matched: string }[] {
    const key = keyOf(name);
    return near(key, most)
      .filter((entry) => entry.distance <= Math.max(2, Math.ceil(key.length / 2.5)))
      .map((entry) => ({ country: entry.country, matched: entry.text }));
  }

  return {
    all: () => countries,
    get: (code) => byCode.get(code.toUpperCase()),
    resolve,
    suggest,
    require(name) {
      const found = resolve(name);
      if (found) return found.country;
      const near = suggest(name).map((entry) => `${entry.country.name} (${entry.country.country})`);
      throw new AttacheError("not-found", `Unknown country ${quoted(name)}.`, {
        next:
          near.length > 0
            ? `Did you mean ${near.join(" or ")}?`
            : "Give a name, an adjective, a capital or an ISO code.",
      });
    },
    mentions(text, isWord) {
      const words = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}.'’]*/gu)].map((match) => ({
        text: match[0],
        start: match.index,
        end: match.index + match[0].length,
      }));
      const found: ReturnType<Gazetteer["mentions"]> = [];
      for (let index = 0; index < words.length; index += 1) {
        const first = keyOf(words[index]?.text ?? "").split(" ")[0] ?? "";
        const most = (longest.get(first) ?? 0) + 1; // and a possessive: "Iran (Islamic Republic of)'s"
        for (let size = Math.min(most, words.length - index); size > 0; size -= 1) {
          const span = words.slice(index, index + size);
          const start = span[0]?.start ?? 0;
          const end = span.at(-1)?.end ?? start;
          const name = mentioned(start, end);
          if (!name) continue;
          if (name.country.kind !== "world") found.push({ ...name, start, end, text: text.slice(start, end) });
          index += size - 1;
          break;
        }
      }
      return found;

      function mentioned(
        start: number,
        end: number,
      ): { country: Country; exact: boolean; isPlace: boolean } | undefined {
        const bare = text
          .slice(start, end)
          // "… against the UAE's." ends with both.
          .replace(/['’]s[.'’-]*$/, "")
          .replace(/[.'’-]+$/, "");
        const name =
          names.get(keyOf(bare)) ?? (/\p{Ll}s$/u.test(bare) ? names.get(keyOf(bare.slice(0, -1))) : undefined);
        if (name) {
          if (name.exactCase && bare.replaceAll(".", "") !== name.text.replaceAll(".", "")) return undefined;
          // A code is one by itself: "SWE-Bench" has nothing to do with Sweden, "US-made" with the United States.
          if (name.code && (/^-\p{Lu}/u.test(text.slice(end)) || /\p{L}-$/u.test(text.slice(0, start))))
            return undefined;
          return { country: name.country, exact: true, isPlace: !name.ofCountry && !name.code };
        }
        const capital = /^\p{Lu}/u.test(bare) || !/\p{Lu}/u.test(text);
        if (!isWord || !capital || bare.includes(" ") || bare.length < 4 || isWord(bare)) return undefined;
        const guess = resolve(bare);
        return guess && !guess.exact ? { country: guess.country, exact: false, isPlace: false } : undefined;
      }
    },
  };
}

function keyOf(name: string): string {
  const folded = fold(name);
  if (/^[a-z]+$/.test(folded)) return folded;
  return folded
    .replaceAll(".", "")
    .replace(/[’']s$/, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

// An invented name is near some real one: "Narnia" is two letters from Narvik, "Latveria" two from Latvia. So the first
// letter has to be right, and a short name allows one slip, two neighbouring letters swapped being one.
function isSlip(name: string, typed: string): boolean {
  if (name.charAt(0) !== typed.charAt(0)) return false;
  const shorter = Math.min(name.length, typed.length);
  const slips = Math.min(typingDistance(name, typed), typingDistance(single(name), single(typed)));
  return shorter >= 4 && slips <= (shorter < 8 ? 1 : 2);
}

// A doubled letter is one slip, whatever letter it should have been: "Swizz".
function single(word: string): string {
  return word.replace(/(.)\1/gu, "$1");
}
