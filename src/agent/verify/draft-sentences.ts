import { sentencesOf } from "../../library/sentences.ts";
import { contentStems } from "../../library/words.ts";

export interface DraftSentence {
  text: string;
  start: number;
  end: number;
  /** Why it is not checked, if it is not. */
  unchecked: string | null;
}

const leastWords = 3;

/** The sentences of a draft in Markdown or plain text, in order; headings, questions and code state nothing to be checked. */
export function draftSentences(draft: string): DraftSentence[] {
  const found: DraftSentence[] = [];
  let fenced = false;
  let at = 0;
  for (const block of blocksOf(draft)) {
    const text = draft.slice(block.start, block.end);
    if (/^\s*(?:```|~~~)/.test(text)) fenced = !fenced;
    else if (!fenced) found.push(...sentencesIn(draft, block, text));
    at = block.end;
  }
  return at >= 0 ? found : [];
}

// Lines that belong together: a sentence may run over a line break, but not over a blank line, a bullet or a heading.
function blocksOf(draft: string): { start: number; end: number }[] {
  const blocks: { start: number; end: number }[] = [];
  let open: { start: number; end: number } | undefined;
  const close = (): void => {
    if (open) blocks.push(open);
    open = undefined;
  };
  let offset = 0;
  for (const line of draft.split("\n")) {
    const end = offset + line.length;
    const alone = /^\s*(?:#{1,6}\s|\||```|~~~|>?\s*$|---)/.test(line);
    const begins = /^\s*(?:[-*+]\s|\d+[.)]\s)/.test(line);
    if (alone || begins) close();
    if (line.trim() !== "") {
      if (alone) blocks.push({ start: offset, end });
      else open = { start: open?.start ?? offset, end };
    }
    offset = end + 1;
  }
  close();
  return blocks;
}

function sentencesIn(draft: string, { start, end }: { start: number; end: number }, text: string): DraftSentence[] {
  if (/^\s*#{1,6}\s/.test(text)) return [{ text: text.trim(), start, end, unchecked: "a heading" }];
  if (/^\s*\|/.test(text)) return [{ text: text.trim(), start, end, unchecked: "a row of a table" }];
  const lead = /^\s*(?:>\s*)?(?:[-*+]\s+|\d+[.)]\s+)?/.exec(text)?.[0].length ?? 0;
  // A line break within a block ends no sentence.
  return sentencesOf(text.replaceAll("\n", " "), lead).map((span) => {
    const [from, to] = [start + span.start, start + span.end];
    const sentence = draft.slice(from, to).replace(/\s+/g, " ");
    return { text: sentence, start: from, end: to, unchecked: uncheckedFor(sentence) };
  });
}

function uncheckedFor(sentence: string): string | null {
  if (/\?["”']?$/.test(sentence)) return "a question";
  if (contentStems(sentence).length < leastWords) return "too short to state anything";
  return null;
}

/** A sentence as it is held against evidence: without Markdown marks, footnote markers and links. */
export function plainSentence(sentence: string): string {
  return sentence
    .replace(/\[\^?[\w-]{1,12}\](?!\()/g, "")
    .replace(/!?\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/(?<!\w)[*_`]([^*_`]+)[*_`](?!\w)/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
