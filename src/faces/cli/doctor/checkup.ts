import { accessSync, constants, existsSync, mkdirSync, readdirSync, statfsSync } from "node:fs";
import { join } from "node:path";

import type { OpenDesk } from "../../../desk.ts";
import { asAttacheError } from "../../../kit/error.ts";
import { readManifest } from "../../../library/store.ts";

/** One thing that was looked at. */
export interface Finding {
  name: string;
  state: "fine" | "note" | "broken";
  detail: string;
}

const oldestNode = [20, 19] as const;
const roomNeeded = 200;

/** What runs where: versions, data folder, corpus, index, embedding model, packages, hosts. Builds nothing; calls only a host that was named for embeddings. */
export async function checkup(
  desk: OpenDesk,
  machine: { node: string; platform: string; threads: number },
  signal: AbortSignal,
): Promise<Finding[]> {
  return [
    version(desk, machine),
    folder(desk.home),
    corpus(desk),
    index(desk),
    await embedding(desk, signal),
    packages(desk.home),
    hosts(desk),
  ];
}

function version(
  desk: OpenDesk,
  { node, platform, threads }: { node: string; platform: string; threads: number },
): Finding {
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const old = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
  return {
    name: "program",
    state: old ? "broken" : "fine",
    detail: `Attaché ${desk.versions.attache}, Node ${node} (${platform}), ${threads} processor threads${old ? `; Node ${oldestNode.join(".")} or later is needed` : ""}`,
  };
}

function folder(home: string): Finding {
  try {
    mkdirSync(home, { recursive: true });
    accessSync(home, constants.W_OK);
    const { bavail, bsize } = statfsSync(home);
    const free = Math.floor((bavail * bsize) / 1e6);
    const detail = `${home}, ${free.toLocaleString("en-US")} MB free`;
    return free < roomNeeded
      ? { name: "data folder", state: "broken", detail: `${detail}; ${roomNeeded} MB are needed` }
      : { name: "data folder", state: "fine", detail };
  } catch {
    const detail = `${home} cannot be written; set ATTACHE_HOME to a folder that can`;
    return { name: "data folder", state: "broken", detail };
  }
}

function corpus(desk: OpenDesk): Finding {
  const { facts, passages, sources, countries } = desk.corpus;
  const problems = desk.problems();
  const detail = `${facts.length} facts, ${passages.length} passages, ${sources.length} sources, ${countries.length} countries and blocs`;
  return problems.length > 0
    ? { name: "corpus", state: "note", detail: `${detail}; left out: ${problems.join("; ")}` }
    : { name: "corpus", state: "fine", detail };
}

function index(desk: OpenDesk): Finding {
  const root = join(desk.home, "index");
  const manifests = existsSync(root)
    ? readdirSync(root)
        .filter((name) => !name.startsWith("."))
        .flatMap((name) => readManifest(join(root, name)) ?? [])
    : [];
  const own = manifests.find(
    (manifest) => manifest.corpus === desk.corpus.hash && manifest.model.id === desk.embedder.id,
  );
  if (own)
    return { name: "index", state: "fine", detail: `${own.units} facts and passages, built ${own.built.slice(0, 10)}` };
  const detail =
    manifests.length > 0
      ? "of another corpus or model; the next search brings it up to date"
      : "not there yet; the first search builds it (some seconds)";
  return { name: "index", state: "note", detail };
}

async function embedding({ embedder }: OpenDesk, signal: AbortSignal): Promise<Finding> {
  try {
    const { id, dimensions, pooling } = await embedder.describe(signal);
    const where = pooling === "server" ? "on its server" : "in this process";
    const detail = [`${id}, ${dimensions} dimensions, ${where}`, ...embedder.remarks].join("; ");
    return { name: "embedding", state: embedder.remarks.length > 0 ? "note" : "fine", detail };
  } catch (thrown) {
    signal.throwIfAborted();
    return { name: "embedding", state: "broken", detail: asAttacheError(thrown).sentence };
  }
}

function packages(home: string): Finding {
  const place = join(home, "packages", "node_modules", "node-llama-cpp");
  const detail = existsSync(place)
    ? "node-llama-cpp is there: models in a GGUF file can run in this process"
    : "node-llama-cpp is not installed (only needed for --model ./FILE.gguf)";
  return { name: "packages", state: "fine", detail };
}

function hosts(desk: OpenDesk): Finding {
  const named = desk.egress.named();
  const detail =
    named.length > 0
      ? `may be called: ${named.map(({ host, caller }) => `${host} (${caller})`).join(", ")}; no other`
      : "none may be called; nothing leaves this machine";
  return { name: "hosts", state: "fine", detail };
}
