import type { Answer } from "../domain/answer.ts";
import { findFigures } from "../domain/figures.ts";
import type { Agent } from "../kit/agent.ts";
import type { Desk } from "../kit/desk.ts";
import { discover } from "../kit/discover.ts";
import { fetchOnly } from "../kit/egress.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import type { CreatedModel, ModelDefinition } from "../kit/model.ts";
import type { Tool } from "../kit/tool.ts";
import { assemble } from "./assemble.ts";
import { createBuiltinModel } from "./builtin/builtin-model.ts";
import type { Knowledge } from "./builtin/question.ts";
import { readWeights } from "./builtin/weights.ts";
import { isStopWord, tokens } from "../library/words.ts";
import { runLoop } from "./loop.ts";
import { logRun } from "./run-log.ts";

const longestQuestion = 4000;

export interface AgentSetting {
  desk: Desk;
  tools: Tool[];
  home: string;
  /** Folder of the model providers. */
  providers: string;
  weightsFile: string;
  knowledge: () => Promise<Knowledge>;
  environment: Record<string, string | undefined>;
  now: () => Date;
  /** A number in [0, 1), for run ids. */
  random: () => number;
  log: boolean;
  versions: { attache: string; corpus: string; embedding: string };
}

/** Makes the agent for a model as the user named it; throws `usage` naming the kinds there are when it is none. */
export async function createAgent(specification: string, setting: AgentSetting): Promise<Agent> {
  // A model given as a bare string would go to a cloud gateway: refuse it in the library itself.
  (globalThis as Record<string, unknown>).AI_SDK_DEFAULT_PROVIDER = refusing;
  const created = await createModel(specification, setting);
  return {
    model: specification,
    async ask(question, options = {}): Promise<Answer> {
      const text = question.normalize("NFC").trim();
      if (!text)
        throw new AttacheError("usage", "The question is empty.", {
          next: 'Ask something, for example "What is sovereign AI?".',
        });
      if (text.length > longestQuestion)
        throw new AttacheError(
          "usage",
          `The question is too long (${text.length.toLocaleString("en-US")} characters; at most ${longestQuestion.toLocaleString("en-US")}).`,
          {
            next: "Shorten it, or put the document into the corpus and ask about it.",
          },
        );
      const at = setting.now();
      const run = `r${at.getTime().toString(36)}${Math.floor(setting.random() * 36 ** 4)
        .toString(36)
        .padStart(4, "0")}`;
      const result = await runLoop(text, options, { desk: setting.desk, tools: setting.tools, created, run });
      const nearest = result.ledger.entries()[0]?.evidence;
      const answer = assemble(result.shown, result.gaps, result.ledger, setting.desk, {
        model: specification,
        run,
        searched: knownWords(result.searched, (await setting.knowledge()).vocabulary),
        nearest: nearest?.source ? `${nearest.source.publisher}, ${quoted(nearest.source.title)}` : null,
      });
      if (setting.log) {
        const logged = logRun(setting.home, {
          run,
          at: at.toISOString(),
          question: text,
          standalone: result.question,
          turns: options.turns?.length ?? 0,
          model: specification,
          calls: result.calls,
          answer,
          dropped: result.dropped.map(({ text: dropped, verdict, reason }) => ({
            text: dropped,
            verdict,
            reason: reason ?? "",
          })),
          versions: setting.versions,
        });
        if (!logged)
          options.onEvent?.({ type: "note", text: "The run could not be logged: the data folder cannot be written." });
      }
      return answer;
    },
  };
}

// What a stranger wrote into a question is not repeated in an answer: only words that the corpus itself has, and no
// figure, which might be a false one.
function knownWords(question: string, vocabulary: Map<string, number>): string {
  const seen = new Set<string>();
  const figures = findFigures(question).filter((figure) => figure.kind === "quantity");
  return tokens(question)
    .filter(
      ({ word, stem, start }) =>
        !isStopWord(word) &&
        !figures.some((figure) => start >= figure.start && start < figure.end) &&
        vocabulary.has(stem) &&
        !seen.has(String(start)) &&
        seen.add(String(start)),
    )
    .map((token) => question.slice(token.start, token.end))
    .join(" ");
}

async function createModel(specification: string, setting: AgentSetting): Promise<CreatedModel> {
  const providers = await discover<ModelDefinition>(setting.providers);
  const provider = providers.find(({ definition }) => definition.accepts(specification));
  if (!provider)
    throw new AttacheError("usage", `${quoted(specification)} is not a model Attaché can use.`, {
      next: `Write one of: ${providers.map(({ definition }) => definition.usage).join(", ")}.`,
    });
  return provider.definition.create(specification, {
    environment: setting.environment,
    fetchFor: (host) => fetchOnly(host),
    builtin: () => createBuiltinModel(setting.knowledge, readWeights(setting.weightsFile)),
  });
}

const refuse = (): never => {
  throw new AttacheError("network", "A model was named as a bare string, which would call a cloud gateway.", {
    next: "Use --model with an address you host.",
  });
};
const refusing = { languageModel: refuse, embeddingModel: refuse, textEmbeddingModel: refuse, imageModel: refuse };
