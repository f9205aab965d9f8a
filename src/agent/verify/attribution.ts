import type { Source } from "../../domain/source.ts";
import { fold } from "../../domain/text.ts";
import { tokens } from "../../library/words.ts";

/** Who a sentence says it has it from. */
export interface Attribution {
  name: string;
  /** The sentence without the clause that names the source. */
  rest: string;
}

const nameWords = String.raw`(?:the )?(\p{Lu}[\p{L}\d&.'’-]*(?:(?: of| for| and| the| on| de| du)? \p{Lu}[\p{L}\d&.'’-]*){0,6})`;
const forms = [
  new RegExp(
    String.raw`^(?:According to|As reported by|As stated by|Citing|Per) ${nameWords}(?:['’]s [^,]{0,60})?(?: \([^)]*\))?,\s*`,
    "u",
  ),
  new RegExp(
    String.raw`,? (?:according to|as reported by|as stated by|citing|says|reports|writes|as per) ${nameWords}(?:['’]s [^,.]{0,60})?(?: \([^)]*\))?(?=[.,;]|$)`,
    "u",
  ),
  new RegExp(
    String.raw`^(?:The )?(?:report|study|survey|analysis|paper|figures?|data) (?:of|by|from) ${nameWords}[^,]{0,40} (?:says|shows|finds|found|states|estimates|puts|reports|notes)(?: that)?\s+`,
    "u",
  ),
  new RegExp(
    String.raw`^(?:The |A )?${nameWords}(?: (?:report|study|survey|analysis|paper))? (?:reports|reported|says|said|notes|noted|estimates|estimated|writes|wrote|finds|found|claims|claimed)(?: in [^,]{0,30})? that\s+`,
    "u",
  ),
];

/** The source that a sentence names for what it says; undefined when it names none. */
export function attributionOf(sentence: string): Attribution | undefined {
  for (const form of forms) {
    const match = form.exec(sentence);
    if (!match?.[1]) continue;
    const end = /[.!?]$/.test(sentence) ? "." : "";
    const rest = `${sentence.slice(0, match.index)}${sentence.slice(match.index + match[0].length)}`.trim();
    return {
      name: match[1].replace(/[.’'-]+$/, ""),
      rest: rest.charAt(0).toUpperCase() + rest.slice(1).replace(/[.,;\s]+$/, "") + end,
    };
  }
  return undefined;
}

/** Does a name mean the publisher, author or title of a source? Short forms count: "Epoch" is Epoch AI. */
export function namesSource(
  name: string,
  source: Pick<Source, "publisher" | "title"> & { author?: string | null },
): boolean {
  const wanted = tokens(name).map((token) => token.stem);
  const own = [source.publisher, source.title, source.author ?? ""].map(
    (text) => new Set(tokens(text).map((token) => token.stem)),
  );
  if (own.some((stems) => wanted.every((stem) => stems.has(stem)))) return true;
  const initials = (text: string): string =>
    (text.match(/\p{Lu}\p{L}*/gu) ?? []).map((word) => word.charAt(0)).join("");
  return name.length > 1 && fold(initials(source.publisher)) === fold(name);
}
