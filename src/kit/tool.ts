import type { z } from "zod";

import type { Evidence } from "../domain/answer.ts";
import type { Desk } from "./desk.ts";

/** Evidence as a tool offers it: the ledger adds the id. `key` is the same for the same span in every run. */
export type EvidenceItem = Omit<Evidence, "id"> & { key: string };

export interface ToolContext {
  desk: Desk;
  signal?: AbortSignal | undefined;
  /** Reports progress on long work; `total` undefined while unknown. */
  progress?: ((done: number, total: number | undefined, message: string) => void) | undefined;
}

export interface ToolDefinition<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodObject = z.ZodObject> {
  /** One line for people, shown in clients. */
  title: string;
  /** What it gives and when to call it, for the model. */
  description: string;
  input: Input;
  output: Output;
  /** What it touches; faces derive their hints from it. */
  effect: "reads-corpus" | "writes-corpus";
  run(input: z.output<Input>, context: ToolContext): Promise<z.input<Output>> | z.input<Output>;
  /** The whole output as Markdown, for clients that read text only. */
  render(output: z.output<Output>): string;
  /** What of the output can be cited. */
  evidence(output: z.output<Output>): EvidenceItem[];
  /** A call that works on the shipped corpus: shown in documentation and run by the conformance kit. */
  example: z.input<Input>;
}

/** A tool with its name, which is the name of its file. */
export interface Tool extends ToolDefinition {
  name: string;
}

/** Declares a tool. The only export of a file in `tools/`; the file's name is the tool's name. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): ToolDefinition<Input, Output> {
  return definition;
}
