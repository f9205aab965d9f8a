import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import type { DeploymentReport } from "../domain/deployment.ts";
import { readManifest } from "../library/store.ts";

type Kept = DeploymentReport["stays"][number];

/** What Attaché keeps on this machine and where; the user's home folder is written `~`. */
export function whatStays(home: string, environment: Record<string, string | undefined>, corpusHash: string): Kept[] {
  const kept = (what: string, folder: string, detail: string): Kept => ({
    what,
    where: shortened(join(home, folder), environment),
    there: existsSync(join(home, folder)),
    detail,
  });
  const set = Object.keys(environment)
    .filter((name) => name.startsWith("ATTACHE_") && environment[name])
    .sort();
  return [
    kept("search index", "index", indexDetail(join(home, "index"), corpusHash)),
    kept("corpus as read", "corpus", "so that it need not be read again"),
    kept("log of runs", "runs", "questions and answers; --no-log keeps one out, ATTACHE_KEEP_RUNS says for how long"),
    kept("your own observations", "observations", "figures that add to the corpus"),
    kept("packages you added", "packages", "such as the runtime for model files"),
    {
      what: "settings",
      where: "environment variables",
      there: set.length > 0,
      detail: set.length > 0 ? `set: ${set.join(", ")}` : "none of ATTACHE_* is set",
    },
  ];
}

function indexDetail(folder: string, corpusHash: string): string {
  const manifests = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => !name.startsWith("."))
        .flatMap((name) => readManifest(join(folder, name)) ?? [])
    : [];
  const own = manifests.find((manifest) => manifest.corpus === corpusHash);
  if (!own) return manifests.length > 0 ? "of an earlier corpus; built anew with the next search" : "not built yet";
  return `${own.units} facts and passages, ${own.sentences} sentences; model ${own.model.id}`;
}

function shortened(path: string, { HOME, USERPROFILE }: Record<string, string | undefined>): string {
  const own = HOME || USERPROFILE;
  return own && path.startsWith(`${own}/`) ? `~${path.slice(own.length)}` : path;
}
