import { basename, join } from "node:path";

import { nameInSentence } from "../domain/country-name.ts";
import type { CalledHost, DeploymentReport } from "../domain/deployment.ts";
import type { DeploymentRequest } from "../kit/deployment.ts";
import { componentRecord, type DeploymentFiles } from "./deployment-files.ts";
import type { DeploymentSetting } from "./deployment-setting.ts";
import { embeddingChoice } from "./embedding-choice.ts";
import { expose } from "./expose.ts";
import type { Installed } from "./installed-packages.ts";
import { shippedWeights } from "./shipped-weights.ts";
import { readDeclared, standingOf } from "./jurisdictions.ts";
import { licenceReport } from "./licence-report.ts";
import { licenceRemark } from "./model-licence.ts";
import { embeddingPart, hostsOf, modelPart } from "./models-in-use.ts";
import type { Deployed } from "./observations.ts";
import { partOf, type Facts, type Part } from "./parts.ts";
import { statementsOf } from "./statements.ts";
import { whatStays } from "./stays.ts";

/** Describes a deployment: its parts, hosts, telemetry, licences and data, and the exposure that follows from them. */
export async function describe(
  request: DeploymentRequest,
  { records, meaning, references, method }: DeploymentFiles,
  installed: Installed,
  setting: DeploymentSetting,
): Promise<DeploymentReport> {
  const { root, home, environment, platform, nodeVersion, corpus, gazetteer, shippedEmbedding } = setting;
  const specification = request.model ?? setting.modelInUse();
  const model = await setting.model(specification);
  const embedding = embeddingChoice(request.embedding ?? setting.embeddingInUse);
  const fromEnvironment = (environment.ATTACHE_JURISDICTIONS ?? "").split(",").filter((pair) => pair.trim() !== "");
  const declared = readDeclared(
    [...fromEnvironment, ...(request.jurisdictions ?? [])],
    request.home ?? (environment.ATTACHE_HOME_JURISDICTION || undefined),
    gazetteer,
  );
  const hosts = hostsOf(setting.called(), model.host, embedding).map((host) => standingOf(host, declared, gazetteer));
  const publishers = new Set(corpus.sources.map(({ publisher }) => publisher)).size;
  const facts: Facts = {
    records,
    meaning,
    installed,
    added: join(home, "packages"),
    versions: {
      node: nodeVersion,
      embedding: shippedWeights(root, shippedEmbedding).slice(0, 16),
      corpus: corpus.hash.slice(0, 16),
    },
    publishers,
    models: { embedded: join(root, "corpus", "models", shippedEmbedding), named: embedding.folder },
    platform,
    environment,
  };
  const part = (id: string, host: string | null): Part => partOf(componentRecord(id, records), facts, host);
  const chosen = [modelPart(model, hosts), embeddingPart(embedding, hosts)];
  const parts = records.flatMap(({ id, always }) => {
    const choice = chosen.find((one) => one.id === id);
    return always || choice ? [part(id, choice?.host ?? null)] : [];
  });
  const own: Deployed = { deployment: "this", title: "this deployment", parts, hosts };
  const compared = references.map(({ deployment, title, parts: ids, hosts: called }): Deployed => ({
    deployment,
    title,
    parts: ids.map((id) => part(id, called.find(({ answers }) => answers === id)?.host ?? null)),
    hosts: called.map(({ host, answers }) => ({ host, caller: answers, jurisdiction: null, standing: "abroad" })),
  }));
  const report = {
    home: declared.home,
    hosts,
    telemetry: {
      sends: parts.filter(({ unasked }) => unasked).map(({ name }) => name),
      notes: parts.flatMap(({ id, name }) => {
        const note = componentRecord(id, records).telemetry?.note;
        return note === undefined ? [] : [`${name}: ${note}`];
      }),
    },
    stays: whatStays(home, environment, corpus.hash),
    licences: licenceReport(
      installed.packages,
      parts,
      corpus.sources,
      meaning,
      embedding.kind === "host" ? undefined : licenceRemark(facts.models.named ?? facts.models.embedded),
    ),
    components: parts.map(({ unasked: _unasked, ...shown }) => shown),
    exposure: await expose(own, compared, method, request.signal),
  };
  return {
    statements: statementsOf(report, (code) => nameInSentence(gazetteer.get(code)?.name ?? code)),
    model: model.host ? `${model.host.host}${nameIn(specification)}` : basename(specification),
    embedding: embedding.kind === "embedded" ? shippedEmbedding : embedding.name,
    ...report,
    notes: notesOf(hosts, declared.hosts, installed),
  };
}

function nameIn(specification: string): string {
  const name = /(?:#|^ollama:)(.+)$/.exec(specification)?.[1];
  return name === undefined ? "" : `#${name}`;
}

function notesOf(hosts: CalledHost[], declared: Map<string, string>, { missing }: Installed): string[] {
  const idle = [...declared.keys()].filter(
    (host) => !hosts.some((one) => one.host === host || one.host.startsWith(`${host}:`)),
  );
  return [
    "Not described: the operating system, the hardware, and whoever runs your network; nor the language model of an MCP client, which reads what the tools give it.",
    "Where a supplier has its seat is shown and not scored: code that is installed under a lasting licence keeps running, and what is lost with its supplier is repairs.",
    ...(hosts.some(({ standing }) => standing === "this-machine")
      ? ["A server on this machine may itself pass questions on to another host; that cannot be seen from here."]
      : []),
    ...(hosts.some(({ standing }) => standing === "undeclared")
      ? [
          "Where jurisdictions are not declared, hosts count as foreign: --jurisdiction HOST=CODE and --home-jurisdiction CODE declare them (ATTACHE_JURISDICTIONS and ATTACHE_HOME_JURISDICTION for a server).",
        ]
      : []),
    ...idle.map((host) => `A jurisdiction is declared for ${host}, which nothing calls.`),
    ...(missing.length > 0 ? [`Not installed: ${missing.slice(0, 5).join(", ")}.`] : []),
  ];
}
