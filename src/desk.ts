import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

import { predictedOf } from "./agent/builtin/predicted.ts";
import { sourceNames } from "./agent/builtin/source-names.ts";
import { createVerifier } from "./agent/verify/check-draft.ts";
import { Thresholds } from "./agent/verify/compare-claim.ts";
import { readOpposites } from "./agent/verify/opposites.ts";
import { openPairTools } from "./agent/verify/pairs/open-pair-tools.ts";
import type { Knowledge } from "./agent/builtin/understanding.ts";
import type { ModelSetting } from "./agent/create-model.ts";
import { readLimits, type LoopLimits } from "./agent/limits.ts";
import { daysKept, type RunRecord } from "./agent/run-log.ts";
import { readSynonyms } from "./agent/builtin/synonyms.ts";
import { readThesaurus } from "./agent/builtin/thesaurus.ts";
import { createDeployment } from "./deployment/create-deployment.ts";
import { createExposures } from "./exposures.ts";
import type { Agent } from "./kit/agent.ts";
import { createGazetteer } from "./profiles/gazetteer.ts";
import { createDependencies } from "./profiles/dependencies.ts";
import { createProfiles } from "./profiles/profiles.ts";
import { createSuppliers } from "./profiles/suppliers.ts";
import { createTracker } from "./profiles/tracker.ts";
import { embeddingOf } from "./settings.ts";
import type { Brief } from "./domain/brief.ts";
import type { Country } from "./domain/country.ts";
import { discoverTools } from "./discover-tools.ts";
import { codeRoot, dataHome, packageRoot, packageVersion } from "./home.ts";
import type { Desk, Library } from "./kit/desk.ts";
import { discover } from "./kit/discover.ts";
import { createEgress, type Egress } from "./kit/egress.ts";
import type { Embedder } from "./kit/embedding.ts";
import type { CreatedModel } from "./kit/model.ts";
import type { ReaderDefinition } from "./kit/reader.ts";
import type { EvidenceItem, Tool } from "./kit/tool.ts";
import { openOrBuildIndex, type IndexEvents } from "./library/build-index.ts";
import type { Corpus } from "./library/corpus.ts";
import { openModelFolder } from "./library/embedding/model-folder.ts";
import { openEmbedding, unusableEmbedding } from "./library/embedding/open-embedding.ts";
import { createLibrary } from "./library/library.ts";
import { readSearchSettings } from "./library/search-settings.ts";
import { openExposureFiles } from "./library/exposure-files.ts";
import { openCorpus } from "./library/open-corpus.ts";

/** Everything composed once: what tools may reach, and what the agent and the faces need beside it. */
export interface OpenDesk extends Desk {
  library: Library & {
    vocabulary(): Promise<Map<string, number>>;
    words(): Promise<Map<string, number>>;
    unitCount: number;
  };
  corpus: Corpus;
  embedder: Embedder;
  home: string;
  tools: Tool[];
  now: () => Date;
  environment: Record<string, string | undefined>;
  /** The hosts that may be called. */
  egress: Egress;
  /** What a run's log says of what it was made with. */
  versions: RunRecord["versions"];
  /** What the built-in model knows beside the evidence. Opens the index. */
  knowledge(): Promise<Knowledge>;
  /** What a hosted model may spend on one question. */
  limits(): LoopLimits;
  /** A model as the user named it, not asked anything yet. */
  model(specification: string): Promise<CreatedModel>;
  /** The agent over a model as the user named it (`builtin`, `ollama:NAME`, `http://…/v1#NAME`, `./FILE.gguf`). */
  agent(model: string, options: { log: boolean }): Promise<Agent>;
  /** Gives back what agents hold, such as a model in memory. */
  close(): Promise<void>;
  /** The brief of a country, every sentence checked. */
  brief(country: string): Promise<Brief>;
}

/** The embedding model that comes with Attaché: a folder of `corpus/models`. */
const shippedEmbedding = "attache-embed-small";

export interface DeskOptions {
  environment?: Record<string, string | undefined>;
  now?: () => Date;
  events?: IndexEvents;
  corpusFolder?: string;
  home?: string;
  signal?: AbortSignal;
  /** As the user named it (`embedded`, FOLDER, `hub:OWNER/NAME`, `http://…/v1#NAME`); else by environment and settings. */
  embedding?: string | undefined;
  /** A number in [0, 1), for run ids. */
  random?: () => number;
  /** What this machine runs, for the description of the deployment. */
  platform?: string;
  nodeVersion?: string;
  /** Which hosts may be called: none, unless given here, but those the user names. */
  egress?: Egress;
}

/** Opens the corpus and composes the desk. The index and the embedding model are not touched before a search. */
export async function openDesk(options: DeskOptions = {}): Promise<OpenDesk> {
  const environment = options.environment ?? process.env;
  const now = options.now ?? (() => new Date());
  const home = options.home ?? dataHome(environment);
  const corpusFolder = options.corpusFolder ?? environment.ATTACHE_CORPUS ?? join(packageRoot(), "corpus");
  const tools = await discoverTools();
  const readers = async (): Promise<ReaderDefinition[]> =>
    (await discover<ReaderDefinition>(join(codeRoot(), "src", "library", "readers"))).map(
      ({ definition }) => definition,
    );
  const corpus = await openCorpus(corpusFolder, home, readers, countriesNamed, withDependencies);
  const gazetteer = createGazetteer(corpus.countries);
  const egress = options.egress ?? createEgress();
  const embedding = embeddingOf(options.embedding, environment, home);
  const embedder = await openEmbedding(embedding, join(codeRoot(), "src", "library", "embedders"), {
    models: join(packageRoot(), "corpus", "models"),
    home,
    workingFolder: process.cwd(),
    environment,
    fetchFor: (host) =>
      egress.fetchFor(host, {
        name: "the embedding server",
        kind: "network",
        instead: "use --embedding embedded",
      }),
    note: (sentence) => options.events?.reason?.(sentence),
    signal: options.signal,
  }).catch((thrown: unknown) => {
    if (options.embedding !== undefined) throw thrown;
    return unusableEmbedding(embedding, thrown);
  });
  const searching = readSearchSettings(join(packageRoot(), "corpus", "models", "search.json"));
  const library = createLibrary(corpus, embedder, gazetteer, searching, (force) =>
    openOrBuildIndex({ home, corpus, embedder, now, events: options.events, signal: options.signal, force }),
  );
  const suppliers = createSuppliers(corpus.suppliers);
  const tracker = createTracker(corpus.facts, suppliers, corpus.licences, gazetteer);
  const profiles = createProfiles(
    {
      facts: corpus.facts,
      conflicts: corpus.conflicts,
      schemes: corpus.schemes,
      dependencies: corpus.dependencies,
      source: (id) => library.source(id),
    },
    gazetteer,
  );
  const sources = new Map(corpus.sources.map((source) => [source.id, source]));
  const exposure = createExposures(openExposureFiles(corpusFolder, home), {
    source: (id) => sources.get(id),
    countries: corpus.countries,
  });
  const documents = new Set(corpus.documents.map((document) => document.id));
  // What stays the same as long as the process runs; the words of the index change with it.
  const learned = once(() => ({
    gazetteer,
    unitCount: library.unitCount,
    suppliers: tracker.suppliers,
    nearWords: readThesaurus(readFileSync(join(corpusFolder, "thesaurus.yaml"), "utf8"), "thesaurus.yaml"),
    synonyms: readSynonyms(join(packageRoot(), "corpus", "models", "lexicon")),
    exposure: {
      score: exposure.methods().flatMap((method) => method.asked_as),
      scenarios: exposure
        .scenarios()
        .map(({ scenario, title, asked_as, spares }) => ({ scenario, words: [title, ...asked_as], spares })),
    },
    sourceNames: sourceNames(corpus.sources.filter((source) => documents.has(source.id))),
  }));
  let predicted: ReturnType<typeof predictedOf> | undefined;
  const knowledge = async (): Promise<Knowledge> => ({
    ...learned(),
    ...(predicted ??= predictedOf(await corpus.predicted())),
    vocabulary: await library.vocabulary(),
    words: await library.words(),
  });
  const versions = { attache: packageVersion(), corpus: corpus.hash.slice(0, 16), embedding: embedder.id };
  const models = join(packageRoot(), "corpus", "models");
  const limits = (): LoopLimits => readLimits(join(models, "loop.json"), environment);
  const modelSetting = (): ModelSetting => ({
    providers: join(codeRoot(), "src", "agent", "models"),
    weightsFile: join(models, "builtin.json"),
    knowledge,
    environment,
    home,
    egress,
    limits: limits(),
    parallelism: availableParallelism(),
  });
  const agents: Agent[] = [];
  let modelInUse = environment.ATTACHE_MODEL || "builtin";
  const deployment = createDeployment({
    root: packageRoot(),
    home,
    environment,
    platform: options.platform ?? process.platform,
    nodeVersion: options.nodeVersion ?? process.versions.node,
    corpus,
    embeddingInUse: embedder.specification,
    shippedEmbedding,
    gazetteer,
    called: () => egress.named(),
    modelInUse: () => modelInUse,
    async model(specification) {
      const { createModel } = await import("./agent/create-model.ts");
      // On a list of its own: to describe a host is not to allow it.
      return createModel(specification, { ...modelSetting(), egress: createEgress() });
    },
  });
  const desk: OpenDesk = {
    knowledge,
    egress,
    versions,
    limits,
    async model(specification) {
      const { createModel } = await import("./agent/create-model.ts");
      return createModel(specification, modelSetting());
    },
    async agent(model, { log }) {
      if (log) daysKept(environment); // a setting that is wrong is refused before a question is answered, not after
      const { createAgent } = await import("./agent/agent.ts"); // the model library takes its time to load
      const random = options.random ?? Math.random;
      const agent = await createAgent(model, { ...modelSetting(), desk, tools, now, random, log, versions });
      agents.push(agent);
      modelInUse = model;
      return agent;
    },
    async close() {
      await Promise.all(agents.map((agent) => agent.close()));
    },
    async brief(country) {
      const [{ writeBrief }, { Ledger }, { checkClaim }] = await Promise.all([
        import("./brief/write-brief.ts"),
        import("./agent/ledger.ts"),
        import("./agent/check-claim.ts"),
      ]);
      const ledger = new Ledger(`brief ${now().toISOString()}`);
      const gate = {
        enter: (items: EvidenceItem[]) => ledger.add(items),
        check: (text: string, ids: string[]) => checkClaim(text, ids, ledger, desk),
        evidence: (id: string) => ledger.get(id),
      };
      return writeBrief(country, desk, gate, now());
    },
    gazetteer,
    library,
    profiles,
    tracker,
    exposure,
    deployment,
    verifier: createVerifier({
      library,
      gazetteer,
      opposites: once(() =>
        readOpposites(readFileSync(join(corpusFolder, "opposites.yaml"), "utf8"), "opposites.yaml"),
      ),
      pairTools: once(() =>
        openPairTools({
          models,
          opposites: join(corpusFolder, "opposites.yaml"),
          embedder: () => openModelFolder(join(models, shippedEmbedding), { models }),
        }),
      ),
      thresholds: once(() =>
        Thresholds.parse(JSON.parse(readFileSync(join(packageRoot(), "corpus", "models", "verify.json"), "utf8"))),
      ),
    }),
    problems: () => corpus.problems,
    corpus,
    embedder,
    home,
    tools,
    now,
    environment,
  };
  return desk;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function countriesNamed(countries: Country[]): (text: string) => string[] {
  const gazetteer = createGazetteer(countries);
  return (text) => [...new Set(gazetteer.mentions(text).map((mention) => mention.country.country))];
}

function withDependencies(corpus: Corpus): Corpus {
  const suppliers = createSuppliers(corpus.suppliers);
  const edgesOf = createDependencies(corpus.suppliers, suppliers, createGazetteer(corpus.countries));
  return { ...corpus, dependencies: edgesOf(corpus.facts) };
}
