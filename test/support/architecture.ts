import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";

/** Source text by its path below the repository's root. */
export type Sources = Map<string, string>;

/** Every TypeScript file of the product. */
export function readSources(root: string, folders = ["src", "tools", "evals"]): Sources {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/")),
  );
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

interface Zone {
  name: string;
  /** Paths that belong to it: the first zone that matches counts. */
  paths: RegExp;
  /** Zones it may import beside itself. */
  below: string[];
  /** Packages it may import, where the rule is narrower than "any". */
  packages?: string[];
}

const zones: Zone[] = [
  { name: "domain", paths: /^src\/domain\//, below: [], packages: ["zod"] },
  { name: "kit", paths: /^src\/kit\//, below: ["domain"] },
  { name: "library", paths: /^src\/library\//, below: ["kit", "domain"] },
  { name: "profiles", paths: /^src\/profiles\//, below: ["kit", "domain"] },
  { name: "exposure", paths: /^src\/exposure\//, below: ["kit", "domain"] },
  { name: "deployment", paths: /^src\/deployment\//, below: ["library", "exposure", "kit", "domain"] },
  { name: "agent", paths: /^src\/agent\//, below: ["library", "profiles", "exposure", "kit", "domain"] },
  { name: "brief", paths: /^src\/brief\//, below: ["library", "profiles", "exposure", "kit", "domain"] },
  {
    name: "measuring",
    paths: /^src\/evals\//,
    below: ["desk", "agent", "brief", "library", "profiles", "exposure", "kit", "domain"],
  },
  { name: "tool support", paths: /^tools\/support\//, below: ["kit", "domain"], packages: ["zod"] },
  { name: "tools", paths: /^tools\//, below: ["tool support", "kit", "domain"], packages: ["zod"] },
  { name: "suites", paths: /^evals\//, below: ["kit", "domain"], packages: ["zod"] },
  {
    name: "faces",
    paths: /^src\/faces\//,
    below: ["desk", "agent", "brief", "measuring", "library", "profiles", "exposure", "kit", "domain"],
  },
  { name: "main", paths: /^src\/main\.ts$/, below: ["faces"] },
  {
    name: "desk",
    paths: /^src\/[^/]+\.ts$/,
    below: ["deployment", "agent", "brief", "library", "profiles", "exposure", "kit", "domain"],
  },
];

/** The files that may import what they compute: discovery by folder, and packages a user installed beside us. */
const computing = ["src/kit/discover.ts", "src/kit/optional-package.ts"];

/** Each breach of the house's arrows as one line; none is an empty list. */
export function breaches(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => [
    ...nameBreaches(path),
    ...arrowBreaches(path, text),
    ...(!computing.includes(path) && /\bimport\((?!\s*["'])/.test(withoutComments(text))
      ? [`${path} imports a computed path`]
      : []),
  ]);
}

function nameBreaches(path: string): string[] {
  const folder = /(?:^|\/)(utils?|helpers|common|misc)\//.exec(path)?.[1];
  return [
    ...(folder ? [`${path} lies in a folder called ${folder}`] : []),
    ...(/(?:^|\/)(?:index|utils?|helpers)\.ts$/.test(path) ? [`${path} is a barrel or a drawer for everything`] : []),
  ];
}

function arrowBreaches(path: string, text: string): string[] {
  const zone = zones.find((candidate) => candidate.paths.test(path));
  if (!zone) return [`${path} belongs to no room of the house`];
  return importsOf(text).flatMap((specifier) => {
    if (!specifier.startsWith(".")) {
      const allowed = !zone.packages || zone.packages.includes(specifier);
      return allowed ? [] : [`${path} (${zone.name}) imports the package ${specifier}`];
    }
    const target = resolve(path, specifier);
    const room = zones.find((candidate) => candidate.paths.test(target))?.name ?? "nothing of the house";
    return room === zone.name || zone.below.includes(room)
      ? []
      : [`${path} (${zone.name}) imports ${target} (${room})`];
  });
}

/** Cycles among the files, each as the path around it. */
export function cycles(sources: Sources): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (path: string, trail: string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.add([...trail.slice(start), path].join(" → "));
    if (start >= 0 || done.has(path)) return;
    for (const specifier of importsOf(sources.get(path) ?? ""))
      if (specifier.startsWith(".")) walk(resolve(path, specifier), [...trail, path]);
    done.add(path);
  };
  for (const path of sources.keys()) walk(path, []);
  return [...found];
}

/** What a module imports or re-exports, for types or values, at the top or on demand. */
export function importsOf(text: string): string[] {
  const statements = withoutComments(text).matchAll(
    /^\s*(?:import|export)\b[^"';]*?\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm,
  );
  return [...statements].flatMap(([, from, bare, onDemand]) => from ?? bare ?? onDemand ?? []);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

function resolve(path: string, specifier: string): string {
  return posix.normalize(posix.join(dirname(path), specifier));
}
