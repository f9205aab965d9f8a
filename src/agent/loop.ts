import { Output, ToolLoopAgent, stepCountIs, streamText, tool } from "ai";
import { z } from "zod";

import type { Claim, Turn } from "../domain/answer.ts";
import type { Fact } from "../domain/fact.ts";
import type { AgentEvent, AskOptions } from "../kit/agent.ts";
import { callTool } from "../kit/call-tool.ts";
import type { Desk } from "../kit/desk.ts";
import { AttacheError, asAttacheError } from "../kit/error.ts";
import type { CreatedModel } from "../kit/model.ts";
import type { EvidenceItem, Tool } from "../kit/tool.ts";
import { withoutOrders } from "./builtin/orders.ts";
import { marked } from "./assemble.ts";
import { checkClaim, isGap } from "./check-claim.ts";
import { standalone } from "./conversation.ts";
import { evidenceLine } from "./evidence-lines.ts";
import { Ledger, type Match } from "./ledger.ts";
import { modelError } from "./model-error.ts";
import { gatherPrompt, instructions, writePrompt } from "./prompts.ts";

const mostSteps = 4;
const firstSearchLimit = 25;
const conflictPartners = 12;

export interface LoopResult {
  /** What was searched for: the question without orders. */
  searched: string;
  question: string;
  shown: Claim[];
  dropped: Claim[];
  gaps: string[];
  ledger: Ledger;
  calls: { name: string; input: unknown }[];
}

export interface LoopSetting {
  desk: Desk;
  tools: Tool[];
  created: CreatedModel;
  run: string;
}

/**
 * From question to checked sentences: the first search is made in code, the model may call tools, then writes from
 * the evidence in a second call that sends no tools; each sentence is checked as it comes, and only what holds is shown.
 */
export async function runLoop(question: string, options: AskOptions, setting: LoopSetting): Promise<LoopResult> {
  const { desk, created, run } = setting;
  const emit = (event: AgentEvent): void => options.onEvent?.(event);
  const ledger = new Ledger(run);
  const calls: { name: string; input: unknown }[] = [];
  const counts = new Set(desk.library.facts().flatMap((fact) => fact.countries));
  const turns: Turn[] = options.turns ?? [];
  const asked = standalone(question, turns, desk.gazetteer, (code) => counts.has(code)).text;
  const searchable = withoutOrders(asked).text;

  const use = async (name: string, input: unknown): Promise<unknown> => {
    const found = setting.tools.find((candidate) => candidate.name === name);
    if (!found)
      throw new AttacheError("usage", `There is no tool ${JSON.stringify(name)}.`, {
        next: "Use one of the tools offered.",
      });
    calls.push({ name, input });
    emit({ type: "tool", name, input });
    const output = await callTool(found, input, { desk, signal: options.signal });
    const query = typeof output.query === "string" ? output.query : undefined;
    const ids = ledger.add(found.evidence(output), (item) => matchOf(item, query));
    return { result: found.render(output), evidence: ids };
  };

  if (searchable) {
    await use("search_corpus", { query: searchable.slice(0, 2000), limit: firstSearchLimit });
    await gather(searchable, setting, use, options.signal, ledger);
    addConflictPartners(ledger, desk);
  }
  emit({ type: "evidence", count: ledger.entries().length });

  const shown: Claim[] = [];
  const dropped: Claim[] = [];
  const gaps: string[] = [];
  const cited: string[] = []; // numbered as the assembled answer numbers them
  if (ledger.entries().length > 0) {
    for await (const sentence of write(searchable, ledger, created, options.signal)) {
      if (sentence.evidence.length === 0 && isGap(sentence.text, searchable)) {
        gaps.push(sentence.text.trim());
        continue;
      }
      const claim = checkClaim(sentence.text, sentence.evidence, ledger, desk);
      if (claim.verdict === "supported") {
        shown.push(claim);
        for (const id of claim.evidence) if (!cited.includes(id)) cited.push(id);
        emit({
          type: "claim",
          claim,
          text: marked(
            claim.text,
            claim.evidence.map((id) => cited.indexOf(id) + 1),
          ),
        });
      } else dropped.push(claim);
    }
  }
  return { question: asked, searched: searchable, shown, dropped, gaps, ledger, calls };
}

async function gather(
  question: string,
  setting: LoopSetting,
  use: (name: string, input: unknown) => Promise<unknown>,
  signal: AbortSignal | undefined,
  ledger: Ledger,
): Promise<void> {
  const made = new Set<string>();
  const agent = new ToolLoopAgent({
    model: setting.created.model,
    instructions,
    stopWhen: stepCountIs(mostSteps),
    maxRetries: 0,
    temperature: 0,
    tools: Object.fromEntries(
      setting.tools.map((definition) => [
        definition.name,
        tool({
          description: definition.description,
          inputSchema: definition.input,
          execute: async (input: unknown) => {
            const key = `${definition.name} ${JSON.stringify(input)}`;
            if (made.has(key)) return { error: "You have this result already. Reply DONE." };
            made.add(key);
            try {
              return await use(definition.name, input);
            } catch (thrown) {
              const error = asAttacheError(thrown);
              if (error.kind === "usage" || error.kind === "not-found") return { error: error.sentence };
              throw error;
            }
          },
        }),
      ]),
    ),
  });
  try {
    await agent.generate({ prompt: gatherPrompt(question, ledger.entries().length), abortSignal: signal });
  } catch (thrown) {
    // A model that cannot call tools can still write from what the first search found.
    const error = modelError(thrown);
    if (error.fatal) throw error.error;
  }
}

/** The model's sentences, one by one as they are complete. Evidence ids are offered as an enum. */
async function* write(
  question: string,
  ledger: Ledger,
  created: CreatedModel,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ text: string; evidence: string[] }> {
  const lines = fitting(ledger, created);
  const ids = lines.map((line) => line.id) as [string, ...string[]];
  const element = z.object({ text: z.string().max(600), evidence: z.array(z.enum(ids)).max(8) });
  let failure: unknown;
  const result = streamText({
    model: created.model,
    system: instructions,
    prompt: writePrompt(question, lines),
    output: Output.array({ element }),
    temperature: 0,
    maxRetries: 0,
    maxOutputTokens: 1200,
    abortSignal: signal,
    onError: ({ error }) => {
      failure = error;
    },
  });
  let count = 0;
  try {
    for await (const sentence of result.elementStream) {
      count += 1;
      yield sentence;
    }
    if (failure === undefined && count === 0) await result.output;
  } catch (thrown) {
    failure ??= thrown;
  }
  if (signal?.aborted) signal.throwIfAborted();
  if (failure !== undefined) throw modelError(failure).error;
}

// Best matches first, until the prompt is full.
function fitting(ledger: Ledger, created: CreatedModel): ReturnType<typeof evidenceLine>[] {
  const entries = ledger.entries();
  // What a tool computed was asked for by its call, and stands before what a search happened to find.
  const score = (entry: (typeof entries)[number]): number =>
    entry.evidence.kind === "computed" && entry.evidence.source === null
      ? Number.MAX_SAFE_INTEGER
      : Math.max(0, ...entry.matches.map((match) => match.score));
  const ordered = created.scores ? entries : [...entries].sort((a, b) => score(b) - score(a));
  const lines: ReturnType<typeof evidenceLine>[] = [];
  let room = created.evidenceCharacters;
  for (const entry of ordered) {
    const line = evidenceLine(entry, created.scores);
    room -= JSON.stringify(line).length;
    if (room < 0 && lines.length > 0) break;
    lines.push(line);
  }
  return lines;
}

function matchOf(item: EvidenceItem, query: string | undefined): Match | undefined {
  const { score, similarity } = item.data ?? {};
  if (query === undefined || typeof score !== "number") return undefined;
  return { query, score, similarity: typeof similarity === "number" ? similarity : 0 };
}

// What another source says of the same quantity belongs beside it, whether or not the search found it.
function addConflictPartners(ledger: Ledger, desk: Desk): void {
  const facts = ledger
    .entries()
    .flatMap(({ evidence }) =>
      typeof evidence.data?.id === "string" ? (desk.library.fact(evidence.data.id) ?? []) : [],
    );
  const partners = facts
    .slice(0, 40)
    .flatMap((fact) => othersOf(fact, desk).flatMap((id) => desk.library.fact(id) ?? []));
  ledger.add(
    partners.slice(0, conflictPartners).map((fact) => {
      const { title, publisher, url, published } = desk.library.source(fact.source);
      const { claim, source: _source, grade, ...data } = fact;
      return {
        key: `fact:${fact.id}`,
        kind: "fact" as const,
        source: { id: fact.source, title, publisher, url, published, grade: grade.code },
        quote: claim,
        data: JSON.parse(JSON.stringify(data)) as Record<string, unknown>,
      };
    }),
  );
}

function othersOf(fact: Fact, desk: Desk): string[] {
  const sets = desk.library.conflicts().filter((set) => fact.conflictSets.includes(set.id));
  return [
    ...new Set([
      ...fact.supersededBy,
      ...fact.conflictsWith,
      ...sets.flatMap((set) => [...set.facts, ...set.country_facts]),
    ]),
  ].filter((id) => id !== fact.id);
}
