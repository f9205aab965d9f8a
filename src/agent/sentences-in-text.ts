import { sentencesOf } from "../library/sentences.ts";
import { jsonIn, looksLikeCall } from "./hosted/calls-in-text.ts";

/** A sentence as a model wrote it, with the evidence it names. */
export interface WrittenSentence {
  text: string;
  evidence: string[];
  /** It came as prose in which no id was asked for by a schema: evidence may be found for it. */
  unmarked?: boolean;
}

const textFields = ["text", "sentence", "claim", "answer"];
const idFields = ["evidence", "ids", "id", "evidence_ids", "sources", "citations"];

/**
 * The sentences of a reply that was not held to a schema: objects where it is JSON, mended where it is nearly JSON, else
 * prose with ids in brackets. Only ids of `ids` count. Text shaped like a tool call is no sentence.
 */
export function sentencesInText(reply: string, ids: string[]): WrittenSentence[] {
  const known = new Set(ids);
  // A template that begins the thought itself leaves only its end in the reply.
  const text = reply.split("</think>").at(-1) ?? "";
  const objects = jsonIn(text).flatMap((value) => sentencesIn(value, known));
  if (objects.length > 0) return objects;
  return text
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, "").trim())
    .filter((line) => line && !/^(?:none|done)\W*$/i.test(line) && !looksLikeCall(line))
    .flatMap((line) => proseSentences(line, known))
    .filter((sentence) => !looksLikeCall(sentence.text));
}

function sentencesIn(value: unknown, known: Set<string>, depth = 0): WrittenSentence[] {
  if (depth > 4 || typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => sentencesIn(item, known, depth + 1));
  const record = value as Record<string, unknown>;
  const text = textFields.map((field) => record[field]).find((found) => typeof found === "string");
  if (typeof text === "string" && text.trim())
    return [{ text, evidence: idsIn(JSON.stringify(idFields.map((field) => record[field] ?? null)), known) }];
  return Object.values(record).flatMap((inner) => sentencesIn(inner, known, depth + 1));
}

// "… in 2024 [e1a2, e3b4]. Then …": a marker belongs to the sentence before it, inside or after its full stop.
function proseSentences(line: string, known: Set<string>): WrittenSentence[] {
  const marked = line.replace(/([.!?])((?:\s*[[(][^\])]{0,60}[\])])+)/g, (whole, stop: string, markers: string) =>
    idsIn(markers, known).length > 0 ? `${markers}${stop}` : whole,
  );
  return sentencesOf(marked).map(({ start, end }) => {
    const sentence = marked.slice(start, end);
    const evidence = idsIn(sentence, known);
    const text = sentence.replace(/\s*[[(][^\])]{0,60}[\])]/g, (marker) =>
      idsIn(marker, known).length > 0 ? "" : marker,
    );
    return { text: text.replace(/\s+([.,;!?])/g, "$1").trim(), evidence, unmarked: true };
  });
}

function idsIn(text: string, known: Set<string>): string[] {
  return [...new Set(text.match(/\be[0-9a-f]{4,}\b/g) ?? [])].filter((id) => known.has(id));
}
