import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it, inject } from "vitest";

import { openDesk } from "../../src/desk.ts";
import { codeRoot } from "../../src/home.ts";
import { discover } from "../../src/kit/discover.ts";
import type { ModelDefinition } from "../../src/kit/model.ts";
import { conforms, type ConformingModel } from "../support/model-conformance.ts";
import { promptOf, scriptedModel, type Reply, type SeenCall } from "../support/scripted-model.ts";
import { asSeen, scriptedOllama } from "../support/scripted-ollama.ts";
import { absent, packages, weights } from "../support/real-models.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tinyLanguageModel } from "../support/tiny-language-model.ts";

const usage = { prompt_tokens: 12, completion_tokens: 9 };
const story = "Once upon a time there was a lighthouse. ".repeat(4);
const script = (call: SeenCall): Extract<Reply, { text: string }> =>
  promptOf(call).includes("without end")
    ? { text: story, ending: "hang" }
    : { text: "A short and simple answer, in some pieces.", usage };

async function created(model: string, environment: Record<string, string> = {}) {
  return (await openDesk({ home: inject("attacheHome"), environment })).model(model);
}

interface Case {
  open?: () => Promise<ConformingModel>;
  /** Why it cannot run here. */
  missing?: string | undefined;
  malformed: () => string[];
}

const cases: Record<string, Case> = {
  builtin: {
    open: async () => ({ created: await created("builtin") }),
    malformed: () => ["Builtin", "builtin:x", " builtin"],
  },
  "http(s)://HOST:PORT/v1#NAME": {
    async open() {
      const server = await scriptedModel(script);
      return {
        created: await created(server.model),
        requests: () =>
          server.calls.map(({ body }) => ({
            schema: (body.response_format as { json_schema?: { schema: unknown } } | undefined)?.json_schema?.schema,
            tools: (body.tools ?? []).map((tool) => tool.function),
          })),
        left: () => server.calls.some((call) => call.leftAfter !== undefined),
      };
    },
    malformed: () => [
      "http://",
      "http://x/v1",
      "https://x/v1#",
      "http://u:p@x/v1#m",
      "http://x:99999/v1#m",
      "http://[::1/v1#m",
    ],
  },
  "ollama:NAME": {
    async open() {
      const server = await scriptedOllama((call) => {
        const { text, ending } = script(asSeen(call));
        return { text, ...(ending ? { ending } : {}) };
      });
      return {
        created: await created("ollama:scripted", { OLLAMA_HOST: server.host }),
        requests: () =>
          server.calls.map((call) => ({ schema: call.format, tools: (call.tools ?? []).map((tool) => tool.function) })),
        left: () => server.left > 0,
      };
    },
    malformed: () => ["ollama:", "ollama:  ", "Ollama:x"],
  },
  "./FOLDER (transformers.js)": {
    open: async () => ({ created: await created(tinyLanguageModel(["Japan", "has", "many", "cranes", "."])) }),
    malformed: () => [temporaryFolder(), "./no-such-folder", "/dev/null"],
  },
  "./FILE.gguf": {
    missing: absent || undefined,
    open: async () => ({ created: await created(weights, { ATTACHE_PACKAGES: packages, ATTACHE_THREADS: "1" }) }),
    malformed() {
      const folder = temporaryFolder();
      writeFileSync(join(folder, "empty.gguf"), "");
      writeFileSync(join(folder, "text.gguf"), "This is no model.");
      return [join(folder, "absent.gguf"), join(folder, "empty.gguf"), join(folder, "text.gguf"), `${folder}/.gguf`];
    },
  },
};

const providers = await discover<ModelDefinition>(join(codeRoot(), "src", "agent", "models"));

describe("every model provider", () => {
  it("has a case here, and takes no other's names", () => {
    const usages = providers.map(({ definition }) => definition.usage);
    expect(usages.filter((one) => !(one in cases))).toEqual([]);
    for (const name of ["builtin", "ollama:qwen3", "http://127.0.0.1:1/v1#x", "./model.gguf", "./folder"])
      expect(
        providers.filter(({ definition }) => definition.accepts(name)),
        name,
      ).toHaveLength(1);
  });
});

describe.each(Object.entries(cases))("%s", (name, { open, missing, malformed }) => {
  const refusals = async (): Promise<[string, unknown][]> =>
    Promise.all(
      malformed().map(
        async (text) => [text, await created(text).catch((thrown: unknown) => thrown)] as [string, unknown],
      ),
    );
  if (open && missing === undefined) return conforms(open, refusals);
  // eslint-disable-next-line no-console -- a skipped part says why
  console.log(`${name}: not run, ${missing ?? "no way to open it"}`);
  it("is refused as a mistake in the call where it is written wrongly", async () => {
    for (const [text, thrown] of await refusals()) expect(thrown, text).toMatchObject({ kind: "usage" });
  });
});
