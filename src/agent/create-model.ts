import { readFileSync } from "node:fs";
import { join } from "node:path";

import { discover } from "../kit/discover.ts";
import type { Egress } from "../kit/egress.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import type { CreatedModel, ModelDefinition } from "../kit/model.ts";
import { createBuiltinModel } from "./builtin/builtin-model.ts";
import type { Knowledge } from "./builtin/understanding.ts";
import { readWeights } from "./builtin/weights.ts";
import type { LoopLimits } from "./limits.ts";

export interface ModelSetting {
  /** Folder of the model providers. */
  providers: string;
  weightsFile: string;
  knowledge: () => Promise<Knowledge>;
  environment: Record<string, string | undefined>;
  home: string;
  egress: Egress;
  limits: LoopLimits;
  /** Threads that this machine can run at once. */
  parallelism: number;
}

/** The model a user named; throws `usage` naming the kinds there are when it is none. Nothing is called or loaded yet. */
export async function createModel(specification: string, setting: ModelSetting): Promise<CreatedModel> {
  const providers = await discover<ModelDefinition>(setting.providers);
  const provider = providers.find(({ definition }) => definition.accepts(specification));
  if (!provider)
    throw new AttacheError("usage", `${quoted(specification)} is not a model Attaché can use.`, {
      next: `Write one of: ${providers.map(({ definition }) => definition.usage).join(", ")}.`,
    });
  const { environment, limits, egress } = setting;
  return provider.definition.create(specification, {
    environment,
    fetchFor: (host, server) =>
      egress.fetchFor(host, {
        name: "the model server",
        kind: "model",
        instead: "use --model builtin",
        idleSeconds: limits.idleSeconds,
        ...server,
      }),
    key: () => keyOf(environment),
    threads: threadsOf(environment, setting.parallelism),
    assumedContextTokens: limits.assumedContextTokens,
    packages: packagesFolder(setting),
    builtin: () => createBuiltinModel(setting.knowledge, readWeights(setting.weightsFile)),
  });
}

/** Where packages lie that a user installed beside Attaché. */
export function packagesFolder({ environment, home }: Pick<ModelSetting, "environment" | "home">): string {
  return environment.ATTACHE_PACKAGES || join(home, "packages");
}

function keyOf(environment: Record<string, string | undefined>): string | undefined {
  const file = environment.ATTACHE_MODEL_KEY_FILE;
  const name = environment.ATTACHE_MODEL_KEY || !file ? "ATTACHE_MODEL_KEY" : "ATTACHE_MODEL_KEY_FILE";
  const key = (environment.ATTACHE_MODEL_KEY || (file ? keyIn(file) : "")).trim();
  // A header holds visible ASCII alone; the key itself is never shown.
  if (!/^[\x21-\x7E]*$/.test(key))
    throw new AttacheError("usage", `${name} holds something that is no key.`, {
      next: "A key is one word of letters, digits and signs, on one line.",
    });
  return key || undefined;
}

function keyIn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new AttacheError("usage", "ATTACHE_MODEL_KEY_FILE names a file that is not there or cannot be read.", {
      next: "Check its path, or unset it where the server wants no key.",
      cause,
    });
  }
}

// Threads of a model spin while they wait: more of them than free cores make it slower by a factor of four to ten.
function threadsOf(environment: Record<string, string | undefined>, parallelism: number): number {
  const wanted = environment.ATTACHE_THREADS;
  if (!wanted) return Math.max(1, Math.floor(parallelism / 2));
  const threads = Number(wanted);
  if (!Number.isInteger(threads) || threads < 1 || threads > 512)
    throw new AttacheError("usage", `ATTACHE_THREADS is ${quoted(wanted)}, which is no number of threads.`, {
      next: "Set it to a whole number from 1, or unset it.",
    });
  return threads;
}
