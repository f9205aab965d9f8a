import type { z } from "zod";

import type { OpenDesk } from "../../desk.ts";
import type { Egress } from "../../kit/egress.ts";
import type { Interrupts } from "./interrupts.ts";
import type { Progress } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

/** 0 done or answered · 1 failed · 2 wrong usage · 3 abstained · 4 below an eval gate. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** Headings of `attache --help`, in their order. */
export const commandGroups = [
  "Ask",
  "Look things up",
  "Compute",
  "Write",
  "Keep the corpus",
  "Connect",
  "Measure",
] as const;

export interface CommandContext {
  terminal: Terminal;
  environment: Record<string, string | undefined>;
  json: boolean;
  quiet: boolean;
  /** The embedding named with `--embedding`, where a command takes it. */
  embedding: string | undefined;
  /** Aborted by Ctrl-C, unless a nested `interrupts.during` takes it. */
  signal: AbortSignal;
  interrupts: Interrupts;
  /** The desk, opened once; building the index shows its progress. */
  desk(): Promise<OpenDesk>;
  /** The hosts this process may call. */
  egress: Egress;
  /** Gives back what the desk holds, when the command is done. */
  close(): Promise<void>;
  /** The result: one JSON document with `--json`, else the text. */
  show(document: unknown, text: () => string): void;
  progress: Progress;
  /** One line beside the result, for people; silent with `--quiet`. */
  note(text: string): void;
}

export interface CommandDefinition<Input extends z.ZodObject = z.ZodObject> {
  group: (typeof commandGroups)[number];
  summary: string;
  /** Positional arguments as commander writes them: `<country>`, `[question...]`. */
  arguments?: { name: string; description: string }[];
  /** `repeat`: may be given several times, or once with commas; the input is then a list. */
  options?: { flags: string; description: string; repeat?: true }[];
  /** Calls that work on the shipped corpus, without the leading `attache`. */
  examples: string[];
  /** False where stdout belongs to a protocol. */
  json?: false;
  /** It searches the index, and so takes `--embedding`. */
  index?: true;
  /** Arguments and options by their names in camel case. */
  input: Input;
  run(input: z.output<Input>, context: CommandContext): Promise<ExitCode>;
}

/** A command of a family: `check` in `attache corpus check`. */
export type Subcommand<Input extends z.ZodObject = z.ZodObject> = Omit<CommandDefinition<Input>, "group">;

/** Commands on one thing, called by two words: `attache corpus check`. */
export interface CommandFamily extends Pick<CommandDefinition, "group" | "summary"> {
  subcommands: Record<string, Subcommand>;
}

/** Declares a family of commands. The only export of its file in `src/faces/cli/commands/`. */
export function defineFamily(family: CommandFamily): CommandFamily {
  return family;
}

/** Declares a command of a family. */
export function defineSubcommand<Input extends z.ZodObject>(definition: Subcommand<Input>): Subcommand<Input> {
  return definition;
}

/** Declares a command. The only export of a file in `src/faces/cli/commands/`; the file's name is the command's. */
export function defineCommand<Input extends z.ZodObject>(
  definition: CommandDefinition<Input>,
): CommandDefinition<Input> {
  return definition;
}
