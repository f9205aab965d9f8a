import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3FinishReason,
  LanguageModelV3StreamPart,
  LanguageModelV3Usage,
} from "@ai-sdk/provider";

/** Writes one text; tells each piece as it comes. */
export type Writer = (options: LanguageModelV3CallOptions, onText: (text: string) => void) => Promise<Written>;

export interface Written {
  text: string;
  /** Did it end because it had no more tokens to write? */
  atLimit: boolean;
  /** Tokens read and written. */
  input: number;
  output: number;
}

/** A model that runs in this process as a `LanguageModelV3`: text in and out, no tools. One answer at a time. */
export function inProcessModel(provider: string, name: string, writer: Writer): LanguageModelV3 {
  let busy: Promise<unknown> = Promise.resolve();
  const write: Writer = (options, onText) => {
    const next = busy.then(() => {
      options.abortSignal?.throwIfAborted();
      return writer(options, onText);
    });
    busy = next.catch(() => {});
    return next;
  };
  return {
    specificationVersion: "v3",
    provider,
    modelId: name,
    supportedUrls: {},
    async doGenerate(options) {
      const written = await write(options, () => {});
      return {
        content: [{ type: "text", text: written.text }],
        finishReason: reasonOf(written),
        usage: usageOf(written),
        warnings: [],
      };
    },
    async doStream(options) {
      const stream = new ReadableStream<LanguageModelV3StreamPart>({
        async start(controller) {
          controller.enqueue({ type: "stream-start", warnings: [] });
          controller.enqueue({ type: "text-start", id: "text" });
          try {
            const written = await write(options, (delta) =>
              controller.enqueue({ type: "text-delta", id: "text", delta }),
            );
            controller.enqueue({ type: "text-end", id: "text" });
            controller.enqueue({ type: "finish", finishReason: reasonOf(written), usage: usageOf(written) });
          } catch (error) {
            controller.enqueue({ type: "error", error });
          }
          controller.close();
        },
      });
      return { stream };
    },
  };
}

/** What is loaded on the first call and given back once; a load that failed is tried again by the next call. */
export function loadedOnce<Loaded>(
  load: () => Promise<Loaded>,
  giveBack: (loaded: Loaded) => Promise<unknown>,
): { get: () => Promise<Loaded>; close: () => Promise<void> } {
  let loading: Promise<Loaded> | undefined;
  return {
    get: () =>
      (loading ??= load().catch((thrown: unknown) => {
        loading = undefined;
        throw thrown;
      })),
    close: async () => {
      const held = loading;
      loading = undefined;
      const loaded = await held?.catch(() => undefined);
      if (loaded !== undefined) await giveBack(loaded);
    },
  };
}

/** The messages of a call as plain text, each with its role. */
export function messagesOf({ prompt }: LanguageModelV3CallOptions): {
  role: "system" | "user" | "assistant";
  content: string;
}[] {
  return prompt.map((message) => {
    if (message.role === "system") return { role: "system", content: message.content };
    const content = message.content.map((part) => ("text" in part ? part.text : JSON.stringify(part))).join("\n");
    return { role: message.role === "assistant" ? "assistant" : "user", content };
  });
}

function reasonOf({ atLimit }: Written): LanguageModelV3FinishReason {
  return { unified: atLimit ? "length" : "stop", raw: undefined };
}

function usageOf({ input, output }: Written): LanguageModelV3Usage {
  return {
    inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: output, text: output, reasoning: 0 },
  };
}
