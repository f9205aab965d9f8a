import { contentStems, tokens } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import type { Asked } from "./understanding.ts";

const forms =
  /\b(?:me(?:an|ans|ant) by|definition of|meaning of|define|notion of|concept of|idea of|sp(?:eaks?|oke) of|what (?:is|are|was|were)|what['’]s|in what sense\b[^?]*\bof) (?:an? |the |this |that )?["“'‘]?(?<term>[^?"”“,;:]+?)["”'’]?(?: (?:here|supposed to be|according to|in the|as the|for the)\b[^?]*)?\?*$/iu;

/**
 * Does a sentence say, word for word, the term of two to four words that a question wants defined? Then it is no question that
 * merely sounds like one without an answer.
 */
export function saysDefinedTerm({ text, intents }: Asked, candidate: Candidate): boolean {
  if (intents[0] !== "definition") return false;
  const term = contentStems(forms.exec(text.trim())?.groups?.term ?? "");
  if (term.length < 2 || term.length > 4) return false;
  const said = tokens(candidate.text).map(({ stem }) => stem);
  return said.some((_, at) => term.every((stem, ahead) => said[at + ahead] === stem));
}
