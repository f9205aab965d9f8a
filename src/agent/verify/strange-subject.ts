import { fold } from "../../domain/text.ts";
import type { Gazetteer } from "../../kit/desk.ts";
import { isStopWord, tokens } from "../../library/words.ts";

/** A sentence that opens with a capitalised word as its subject: a verb or "'s" follows. */
const opening =
  /^["“'(]*(?<subject>\p{Lu}[\p{L}\d-]*(?: \p{Lu}[\p{L}\d-]*)*)(?:['’]s?(?= )| (?=(?:(?:also|now|already|still|only|alone) )?(?:has|have|had|is|are|was|were|will|would|can|could|may|might|must|should|does|do|did|\p{Ll}{2,}(?:s|ed))\b))/u;

/**
 * The name that a sentence is about, where nothing knows it: neither its evidence nor the gazetteer nor, as a word, the
 * corpus. Any sentence opens with a capital, so only a word that the corpus never uses is taken for a name.
 */
export function strangeSubject(
  claim: string,
  evidence: string,
  gazetteer: Gazetteer,
  isWord: (stem: string) => boolean,
): string | undefined {
  const subject = opening.exec(claim)?.groups?.subject;
  if (!subject || isStopWord(tokens(subject)[0]?.word ?? "") || fold(evidence).includes(fold(subject)))
    return undefined;
  const places = gazetteer.mentions(subject).map((mention) => mention.text);
  const known = new Set(tokens(evidence).map((token) => token.stem));
  const strange = tokens(subject).some(
    ({ word, stem }) =>
      !isStopWord(word) &&
      !known.has(stem) &&
      !isWord(stem) &&
      !places.some((place) => fold(place).includes(fold(word))),
  );
  return strange ? subject : undefined;
}
