import { AttacheError } from "../../../kit/error.ts";
import { FactDraft, missingFrom, type DraftKey } from "./fact-draft.ts";

interface Question {
  key: DraftKey;
  text: string;
  /** May be left empty. */
  optional?: true;
  /** Asked only where this is so. */
  when?(draft: FactDraft): boolean;
}

const questions: Question[] = [
  { key: "country", text: "Country or bloc (name or code)" },
  { key: "topic", text: "Topic" },
  { key: "kind", text: "Kind" },
  { key: "claim", text: "Claim: one sentence in your own words, with one main figure" },
  { key: "value", text: "The figure as a plain number", optional: true },
  { key: "unit", text: "Its unit, with the scale (EUR billion, GW, percent)", when: (draft) => draft.value !== undefined },
  { key: "bound", text: "Bound", optional: true, when: (draft) => draft.value !== undefined },
  { key: "of", text: "What the figure measures", optional: true, when: (draft) => draft.value !== undefined },
  { key: "asOf", text: "As of (YYYY, YYYY-MM, YYYY-MM-DD, or unknown)" },
  { key: "targetDate", text: "Target date of a plan", optional: true },
  { key: "status", text: "Status", optional: true },
  { key: "certainty", text: "Certainty" },
  { key: "sourceUrl", text: "Address of the source" },
  { key: "sourceTitle", text: "Title of the source, as published" },
  { key: "sourcePublisher", text: "Publisher" },
  { key: "sourceKind", text: "Kind of publisher" },
  { key: "sourcePublished", text: "Published on (a date, or unknown)" },
  { key: "locator", text: "Up to eight words of the page, to find it again", optional: true },
];

/** What the form talks with: one question, one line as the answer; undefined when there is no more to read. */
export interface Asker {
  ask(question: string): Promise<string | undefined>;
  say(text: string): void;
}

/**
 * Asks for what a draft does not have yet; an answer that is not understood is asked for again.
 */
export async function fillForm(draft: FactDraft, asker: Asker, knownUrls: Set<string>): Promise<FactDraft> {
  let filled = draft;
  for (const question of questions) {
    const { key } = question;
    if (filled[key] !== undefined || (question.when && !question.when(filled))) continue;
    if (key.startsWith("source") && !missingFrom(filled, knownUrls).includes(key)) continue;
    filled = await answered(question, filled, asker);
  }
  return filled;
}

async function answered(question: Question, draft: FactDraft, asker: Asker): Promise<FactDraft> {
  const words = choices(question.key);
  const hint = [...(words ? [words.join(", ")] : []), ...(question.optional ? ["empty: none"] : [])].join("; ");
  for (;;) {
    const answer = await asker.ask(`${question.text}${hint ? ` (${hint})` : ""}: `);
    if (answer === undefined)
      throw new AttacheError("cancelled", "The form was left before it was full; nothing was written.", {
        next: "Run the command again.",
      });
    const line = answer.trim();
    if (line === "" && question.optional) return draft;
    const parsed = line === "" ? undefined : FactDraft.safeParse({ ...draft, [question.key]: line });
    if (parsed?.success) return parsed.data;
    asker.say(parsed?.error.issues[0]?.message ?? "This is needed.");
  }
}

/** The words that may be answered, where there are few. */
function choices(key: DraftKey): string[] | undefined {
  const issue = FactDraft.shape[key].safeParse("\u0000").error?.issues[0];
  return issue?.code === "invalid_value" ? issue.values.map(String) : undefined;
}

/** An option's flag: `asOf` → `--as-of`. */
export function flagOf(key: DraftKey): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
