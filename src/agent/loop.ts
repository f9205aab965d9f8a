import type { LanguageModelUsage, TelemetrySettings } from "ai";

import type { Claim } from "../domain/answer.ts";
import type { AgentEvent, AskOptions } from "../kit/agent.ts";
import { callTool } from "../kit/call-tool.ts";
import type { Desk } from "../kit/desk.ts";
import { AttacheError } from "../kit/error.ts";
import type { CreatedModel, ModelTraits } from "../kit/model.ts";
import type { Tool } from "../kit/tool.ts";
import { withoutOrders } from "./builtin/orders.ts";
import { standalone } from "./conversation.ts";
import { allEvidence, fittingEvidence } from "./evidence-room.ts";
import { addConflictPartners, firstSearchLimit, matchOf } from "./first-retrieval.ts";
import { gather, type GatherSetting } from "./gather.ts";
import { Gate } from "./gate.ts";
import { Ledger } from "./ledger.ts";
import type { LoopLimits } from "./limits.ts";
import { PromptCut, modelError } from "./model-error.ts";
import type { WrittenSentence } from "./sentences-in-text.ts";
import { writePromptText, writeSentences } from "./write.ts";

export interface LoopResult {
  /** What was searched for: the question without orders. */
  searched: string;
  question: string;
  shown: Claim[];
  dropped: Claim[];
  gaps: string[];
  /** What the reader must know of how the answer came about, e.g. that the built-in model stood in. */
  remarks: string[];
  /** Did the built-in model write what is shown, though another was asked? */
  fellBack: boolean;
  ledger: Ledger;
  calls: { name: string; input: unknown }[];
  /** Each sentence as it was written, before it was checked. */
  written: WrittenSentence[];
  /** Ids that a hosted model saw; empty where the built-in model wrote. */
  offered: string[];
}

export interface LoopSetting {
  desk: Desk;
  tools: Tool[];
  created: CreatedModel;
  /** What the model can be relied on for; asked for once it is needed. */
  traits(signal: AbortSignal | undefined): Promise<ModelTraits>;
  /** The built-in model: it plans the first calls of every run, and stands in for one that fails. */
  builtin: CreatedModel;
  limits: LoopLimits;
  run: string;
  /** Spans for the model library, where the user asked for them. */
  telemetry?: TelemetrySettings | undefined;
}

/**
 * From question to checked sentences. The first retrieval is made in code: a search, and the calls the built-in model
 * plans. Another model may then call tools itself, and writes from the evidence in a second call that sends no tools.
 * Each sentence is checked as it comes, and only what holds is shown. A model that fails is stood in for.
 */
export async function runLoop(question: string, options: AskOptions, setting: LoopSetting): Promise<LoopResult> {
  const { desk, created, builtin, limits } = setting;
  const emit = (event: AgentEvent): void => options.onEvent?.(event);
  const ledger = new Ledger(setting.run);
  const calls: LoopResult["calls"] = [];
  const known = new Set(desk.library.facts().flatMap((fact) => fact.countries));
  const asked = standalone(question, options.turns ?? [], desk.gazetteer, (code) => known.has(code)).text;
  const searched = withoutOrders(asked).text;
  const clock = created.builtin ? undefined : AbortSignal.timeout(Math.ceil(limits.seconds * 1000));
  const signal = options.signal && clock ? AbortSignal.any([options.signal, clock]) : (options.signal ?? clock);
  const late = (): boolean => clock?.aborted === true && options.signal?.aborted !== true;
  const traits = created.builtin
    ? await builtin.inspect()
    : await setting.traits(signal).catch((thrown: unknown) => {
        throw late() ? timedOut(limits) : thrown;
      });
  const result = (gate: Gate, remarks: string[], fellBack: boolean): LoopResult => ({
    searched,
    question: asked,
    shown: gate.shown,
    dropped: gate.dropped,
    gaps: gate.gaps,
    written: gate.written,
    offered: gate.offered,
    remarks,
    fellBack,
    ledger,
    calls,
  });

  let spent = 0;
  const account = ({ inputTokens, outputTokens }: LanguageModelUsage): void => {
    spent += (inputTokens ?? 0) + (outputTokens ?? 0);
  };
  const gathering: GatherSetting = {
    created,
    traits,
    limits,
    tools: setting.tools,
    signal,
    telemetry: setting.telemetry,
    spent: account,
    left: () => limits.tokens - spent,
    found: () => ledger.entries().length,
    async use(name, input) {
      const found = setting.tools.find((candidate) => candidate.name === name);
      if (!found)
        throw new AttacheError("usage", `There is no tool ${JSON.stringify(name)}.`, {
          next: "Use one of the tools offered.",
        });
      calls.push({ name, input });
      emit({ type: "tool", name, input });
      const output = await callTool(found, input, { desk, signal });
      const query = typeof output.query === "string" ? output.query : undefined;
      const ids = ledger.add(found.evidence(output), (item) => matchOf(item, query));
      return { result: found.render(output), evidence: ids };
    },
  };

  if (searched) {
    await gathering.use("search_corpus", { query: searched.slice(0, 2000), limit: firstSearchLimit });
    await gather(searched, { ...gathering, created: builtin, traits: await builtin.inspect() });
    if (!created.builtin)
      await gather(searched, gathering).catch((thrown: unknown) => (late() ? undefined : unlessFatal(thrown)));
    addConflictPartners(ledger, desk);
  }
  emit({ type: "evidence", count: ledger.entries().length });
  const gate = new Gate(searched, ledger, desk, emit);
  if (ledger.entries().length === 0) return result(gate, [], false);

  const writing = { created, traits, limits, signal, spent: account, telemetry: setting.telemetry };
  if (created.builtin) {
    await gate.take(writeSentences(searched, allEvidence(ledger), writing));
    return result(gate, [], false);
  }
  // What the built-in model would say costs milliseconds: its evidence comes first in the prompt, and it may stand in.
  const floor = await collected(
    writeSentences(searched, allEvidence(ledger), {
      ...writing,
      created: builtin,
      traits: await builtin.inspect(),
      signal: options.signal, // the model's time may be over by now
    }),
  );
  try {
    const evidence = await fittingEvidence(
      ledger,
      floor.flatMap((sentence) => sentence.evidence),
      writePromptText(searched, traits),
      { created, traits, limits, signal },
    );
    await gate.take(writeSentences(searched, evidence, writing), evidence.ids);
    if (gate.shown.length > 0 || gate.written.length === 0) return result(gate, [], false);
    return await standIn("None of the sentences it wrote held against the evidence");
  } catch (thrown) {
    const { error, fatal } = late() ? { error: timedOut(limits), fatal: false } : modelError(thrown);
    if (gate.shown.length > 0 && error.kind !== "cancelled" && !(error instanceof PromptCut))
      return result(gate, [`The model broke off: ${error.message}`], false);
    if (fatal || options.fallback === false) throw error;
    return await standIn(error.message.replace(/\.$/, ""));
  }

  async function standIn(why: string): Promise<LoopResult> {
    if (options.fallback === false) return result(gate, [], false);
    const remark = `${why}; the built-in model answers instead.`;
    emit({ type: "note", text: remark });
    const second = new Gate(searched, ledger, desk, emit);
    await second.take(floor);
    second.dropped.unshift(...gate.dropped);
    return result(second, [remark], true);
  }
}

// A model that cannot call tools can still write from what the first retrieval found.
function unlessFatal(thrown: unknown): void {
  const { error, fatal } = modelError(thrown);
  if (fatal) throw error;
}

function timedOut({ seconds }: LoopLimits): AttacheError {
  return new AttacheError("model", `The model took more than ${seconds} seconds.`, {
    next: "Take a smaller model or a faster machine, or use --model builtin.",
  });
}

async function collected(sentences: AsyncIterable<WrittenSentence>): Promise<WrittenSentence[]> {
  const all: WrittenSentence[] = [];
  for await (const sentence of sentences) all.push(sentence);
  return all;
}
