import type { CalledHost } from "../domain/deployment.ts";
import type { CreatedModel } from "../kit/model.ts";
import type { EmbeddingChoice } from "./embedding-choice.ts";

/** The component that stands for a model, and the host that answers for it, if that is another machine. */
export interface ModelPart {
  id: string;
  host: string | null;
}

/** Every host once, with all that call it. */
export function hostsOf(
  called: { host: string; caller: string }[],
  model: URL | null,
  embedding: EmbeddingChoice,
): { host: string; caller: string }[] {
  const callers = new Map<string, Set<string>>();
  const add = (host: string, caller: string): void => {
    callers.set(host, (callers.get(host) ?? new Set()).add(caller));
  };
  if (model) add(model.host, "the language model");
  if (embedding.host !== undefined) add(embedding.host, "the embedding model");
  for (const { host, caller } of called) if (!callers.has(host)) add(host, caller);
  return [...callers].map(([host, names]) => ({ host, caller: [...names].join(" and ") }));
}

/** The component of the language model in use. */
export function modelPart({ builtin, host }: Pick<CreatedModel, "builtin" | "host">, hosts: CalledHost[]): ModelPart {
  if (builtin) return { id: "language-model-builtin", host: null };
  if (!host) return { id: "language-model-file", host: null };
  return isHere(host.host, hosts)
    ? { id: "language-model-local", host: null }
    : { id: "language-model-served", host: host.host };
}

/** The component of the embedding model in use. */
export function embeddingPart({ kind, host = "" }: EmbeddingChoice, hosts: CalledHost[]): ModelPart {
  if (kind !== "host") return { id: `embedding-model-${kind}`, host: null };
  return isHere(host, hosts) ? { id: "embedding-model-local", host: null } : { id: "embedding-model-served", host };
}

function isHere(host: string, hosts: CalledHost[]): boolean {
  return hosts.some((one) => one.host === host && one.standing === "this-machine");
}
