import type { Answer } from "../domain/answer.ts";
import { findFigures } from "../domain/figures.ts";
import type { Agent, AskOptions } from "../kit/agent.ts";
import type { Desk } from "../kit/desk.ts";
import { AttacheError, asAttacheError, quoted } from "../kit/error.ts";
import type { ModelTraits } from "../kit/model.ts";
import type { Tool } from "../kit/tool.ts";
import { isStopWord, tokens, type Token } from "../library/words.ts";
import { assemble } from "./assemble.ts";
import { createModel, packagesFolder, type ModelSetting } from "./create-model.ts";
import { runLoop, type LoopResult } from "./loop.ts";
import { metered } from "./metered.ts";
import { logRun, type RunRecord } from "./run-log.ts";
import { openSpans } from "./spans.ts";
import { selfTestResult, traitsOf } from "./self-test-results.ts";

const longestQuestion = 4000;
/** So many countries without facts are named at most. */
const mostUnknown = 3;

export interface AgentSetting extends ModelSetting {
  desk: Desk;
  tools: Tool[];
  now: () => Date;
  /** A number in [0, 1), for run ids. */
  random: () => number;
  log: boolean;
  versions: RunRecord["versions"];
}

/** Makes the agent for a model as the user named it; throws `usage` naming the kinds there are when it is none. */
export async function createAgent(specification: string, setting: AgentSetting): Promise<Agent> {
  refuseGateways();
  const [created, builtin, spans] = await Promise.all([
    createModel(specification, setting),
    createModel("builtin", setting),
    openSpans(setting.environment, setting.egress, packagesFolder(setting)),
  ]);
  let known: Promise<ModelTraits> | undefined;
  // Asked once for all questions: one that is cancelled must not take the answer from another.
  const traits = (signal: AbortSignal | undefined): Promise<ModelTraits> => {
    known ??= created
      .inspect(AbortSignal.timeout(Math.ceil(setting.limits.seconds * 1000)))
      .then((served) => traitsOf(served, selfTestResult(setting.home, specification)))
      .catch((thrown: unknown) => {
        known = undefined; // asked again by the next question: the server may be up by then
        throw thrown;
      });
    return orAborted(known, signal);
  };
  return {
    model: specification,
    async ask(question, options = {}): Promise<Answer> {
      const text = checkedQuestion(question);
      const at = setting.now();
      const run = runId(at, setting.random);
      const { desk, tools, limits } = setting;
      const telemetry = spans?.telemetry;
      const counted = metered(created, options.onEvent);
      const loop = () =>
        runLoop(text, options, { desk, tools, created: counted, builtin, traits, limits, run, telemetry }).catch(
          (thrown: unknown) => {
            throw asAttacheError(thrown); // an abort, too, is an error of ours
          },
        );
      const result = await (spans
        ? spans.around("attache.ask", async (note) => {
            const done = await loop();
            note({ run, model: specification, shown: done.shown.length, dropped: done.dropped.length });
            return done;
          })
        : loop());
      const about = { run, model: result.fellBack ? "builtin" : specification };
      const answer = answerOf(result, about, desk, (await setting.knowledge()).vocabulary);
      if (setting.log) keep(setting, { at, question: text, options, result, answer, asked: specification });
      return answer;
    },
    async close() {
      await Promise.all([created.close(), spans?.close()]);
    },
  };
}

/** Puts what a run found and wrote together; the same for a run and for its replay. */
export function answerOf(
  result: Pick<LoopResult, "shown" | "gaps" | "remarks" | "ledger" | "searched">,
  about: { run: string; model: string },
  desk: Desk,
  vocabulary: Map<string, number>,
): Answer {
  const nearest = result.ledger.entries()[0]?.evidence;
  return assemble(result.shown, { gaps: result.gaps, remarks: result.remarks }, result.ledger, desk, {
    ...about,
    searched: knownWords(result.searched, vocabulary),
    unknown: withoutFacts(result.searched, desk),
    nearest: nearest?.source ? `${nearest.source.publisher}, ${quoted(nearest.source.title)}` : null,
  });
}

// Countries of the question that the corpus has no fact of, by the gazetteer's own names. A bloc or a region without
// facts of its own may have members with many.
function withoutFacts(question: string, { gazetteer, library }: Desk): string[] {
  const named = gazetteer.mentions(question).map(({ country }) => country);
  if (named.length === 0) return [];
  const known = new Set(library.facts().flatMap((fact) => fact.countries));
  const unknown = named.filter(({ kind, country }) => ["country", "territory"].includes(kind) && !known.has(country));
  return [...new Set(unknown.map(({ name }) => name))].slice(0, mostUnknown);
}

function orAborted<Value>(value: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return value;
  const aborted = new Promise<never>((_resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  return Promise.race([value, aborted]);
}

function checkedQuestion(question: string): string {
  const text = question.normalize("NFC").trim();
  if (!text)
    throw new AttacheError("usage", "The question is empty.", {
      next: 'Ask something, for example "What is sovereign AI?".',
    });
  if (text.length > longestQuestion)
    throw new AttacheError(
      "usage",
      `The question is too long (${text.length.toLocaleString("en-US")} characters; at most ${longestQuestion.toLocaleString("en-US")}).`,
      { next: "Shorten it, or put the document into the corpus and ask about it." },
    );
  return text;
}

function runId(at: Date, random: () => number): string {
  const suffix = Math.floor(random() * 36 ** 4)
    .toString(36)
    .padStart(4, "0");
  return `r${at.getTime().toString(36)}${suffix}`;
}

function keep(
  setting: AgentSetting,
  done: { at: Date; question: string; options: AskOptions; result: LoopResult; answer: Answer; asked: string },
): void {
  const { at, question, options, result, answer, asked } = done;
  const logged = logRun(
    setting.home,
    {
      run: answer.run,
      at: at.toISOString(),
      question,
      standalone: result.question,
      searched: result.searched,
      turns: options.turns ?? [],
      model: asked,
      calls: result.calls,
      offered: result.offered,
      written: result.written,
      remarks: result.remarks,
      answer,
      dropped: result.dropped.map(({ text, verdict, reason }) => ({ text, verdict, reason: reason ?? "" })),
      versions: setting.versions,
    },
    { environment: setting.environment, now: at },
  );
  if (!logged)
    options.onEvent?.({ type: "note", text: "The run could not be logged: the data folder cannot be written." });
}

// What a stranger wrote into a question is not repeated in an answer: only words that the corpus itself has, and no
// figure, which might be a false one.
function knownWords(question: string, vocabulary: Map<string, number>): string {
  const figures = findFigures(question).filter((figure) => figure.kind === "quantity");
  const found = tokens(question).filter(
    ({ start }) => !figures.some((figure) => start >= figure.start && start < figure.end),
  );
  const known = ({ word, stem }: Token): boolean => isStopWord(word) || vocabulary.has(stem);
  return [...new Set(found.map(({ start }) => start))]
    .flatMap((start) => {
      // Of "export-controls" the whole, or else each part, has to be known: what stands between hyphens may be anything.
      const [whole, ...parts] = found.filter((token) => token.start === start);
      if (!whole || isStopWord(whole.word)) return [];
      return known(whole) || (parts.length > 0 && parts.every(known)) ? [question.slice(whole.start, whole.end)] : [];
    })
    .join(" ");
}

// A model given as a bare string would go to a cloud gateway: refuse it in the library itself.
function refuseGateways(): void {
  const refuse = (): never => {
    throw new AttacheError("network", "A model was named as a bare string, which would call a cloud gateway.", {
      next: "Use --model with an address you host.",
    });
  };
  (globalThis as Record<string, unknown>).AI_SDK_DEFAULT_PROVIDER = {
    languageModel: refuse,
    embeddingModel: refuse,
    textEmbeddingModel: refuse,
    imageModel: refuse,
  };
}
