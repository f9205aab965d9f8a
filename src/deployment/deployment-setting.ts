import type { Gazetteer } from "../kit/desk.ts";
import type { CreatedModel } from "../kit/model.ts";
import type { Corpus } from "../library/corpus.ts";

/** What the description of a deployment is made from; nothing is read from the process itself. */
export interface DeploymentSetting {
  /** The folder of our package: its package.json, its corpus, its dependencies. */
  root: string;
  home: string;
  environment: Record<string, string | undefined>;
  platform: string;
  nodeVersion: string;
  corpus: Pick<Corpus, "hash" | "sources">;
  /** The embedding model in use, as the user named it. */
  embeddingInUse: string;
  /** The embedding model that comes with Attaché: the name of its folder in `corpus/models`. */
  shippedEmbedding: string;
  gazetteer: Gazetteer;
  /** Hosts that may be called, with what calls them. */
  called(): { host: string; caller: string }[];
  /** The language model in use, as the user named it. */
  modelInUse(): string;
  /** A model as a user names it. Must neither call its host nor allow it to be called. */
  model(specification: string): Promise<Pick<CreatedModel, "builtin" | "host">>;
}
