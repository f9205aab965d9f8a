import { z } from "zod";

import { Topic } from "../../domain/fact.ts";
import { AttacheError, quoted } from "../../kit/error.ts";
import type { CommandContext, CommandDefinition } from "./command.ts";

/** A whole number from 1 to `most`, as an option's text. */
export function countUpTo(most: number): z.ZodCoercedNumber {
  const message = `give a whole number from 1 to ${most}`;
  return z.coerce.number({ error: message }).int(message).min(1, message).max(most, message);
}

/** One of a few words; the error names the one given and all there are. */
export function oneOf<const Words extends readonly string[]>(
  words: Words,
): z.ZodEnum<{ [Word in Words[number]]: Word }> {
  return z.enum(words, {
    error: (issue) => `${quoted(String(issue.input))} is none of ${words.join(", ")}`,
  });
}

export const topics = z.array(oneOf(Topic.options)).default([]);

type OptionList = NonNullable<CommandDefinition["options"]>;

export const topicOption: OptionList[number] = {
  flags: "--topic <topic>",
  description: "only this topic (may be repeated)",
  repeat: true,
};

export const modelOption: OptionList[number] = {
  flags: "--model <model>",
  description:
    "builtin, ollama:NAME, http(s)://HOST:PORT/v1#NAME, ./FILE.gguf or a model folder (default: ATTACHE_MODEL, else builtin)",
};

export const batchOptions: OptionList = [
  { flags: "--batch <file>", description: "JSON Lines to work through, - for standard input" },
  { flags: "--out <file>", description: "JSON Lines to write, with --batch" },
];

/** The model to use: the option, else ATTACHE_MODEL, else the built-in one. */
export function modelOf(option: string | undefined, context: CommandContext): string {
  return option ?? (context.environment.ATTACHE_MODEL || "builtin");
}

/** Words of a command line as one text; `-` reads standard input. */
export async function textOf(words: string[], context: CommandContext): Promise<string> {
  if (words.length !== 1 || words[0] !== "-") return words.join(" ");
  context.terminal.input.setEncoding("utf8");
  let text = "";
  for await (const chunk of context.terminal.input) text += String(chunk);
  return text.trim();
}

/** Both of --batch and --out, or neither; with --batch there is no text beside it. */
export function batchOf(
  input: { batch?: string | undefined; out?: string | undefined },
  words: string[],
  usage: { what: string; example: string },
): { from: string; to: string } | undefined {
  const { batch, out } = input;
  if (batch !== undefined && out !== undefined && words.length === 0) return { from: batch, to: out };
  if (batch !== undefined && out === undefined)
    throw new AttacheError("usage", "--batch needs a file to write to.", { next: "Add --out FILE.jsonl." });
  if (batch !== undefined)
    throw new AttacheError("usage", `Give ${usage.what} or --batch, not both.`, { next: `Example: ${usage.example}` });
  if (out !== undefined)
    throw new AttacheError("usage", "--out belongs to --batch.", { next: "To keep one result, use --json > FILE." });
  if (words.length === 0) throw new AttacheError("usage", `Give ${usage.what}.`, { next: `Example: ${usage.example}` });
  return undefined;
}
