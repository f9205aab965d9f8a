import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { describe, expect, it } from "vitest";

import { DeploymentReport } from "../../src/domain/deployment.ts";
import { runCommand } from "../support/command.ts";
import { mcpServerCommand } from "../support/mcp-process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const cloud = ["--model", "https://api.example.com/v1#large"];

async function reportOf(args: string[], environment: Record<string, string> = {}): Promise<DeploymentReport> {
  const run = await runCommand(["sovereignty", ...args, "--json"], { environment });
  expect(run).toMatchObject({ code: 0, err: "" });
  return DeploymentReport.parse(JSON.parse(run.out));
}

function scoreOf(report: DeploymentReport, deployment: string): number | null | undefined {
  return report.exposure.references.find((reference) => reference.deployment === deployment)?.score;
}

describe("attache sovereignty", () => {
  it("shows the default install: no host, no telemetry, low exposure, every part here", async () => {
    const report = await reportOf([]);
    expect(report.hosts).toEqual([]);
    expect(report.telemetry.sends).toEqual([]);
    expect(report.exposure.score).toBeLessThan(10);
    expect(report.exposure.score).toBe(scoreOf(report, "default-install"));
    expect(scoreOf(report, "cloud-hosted")).toBeGreaterThan(70);
    expect(report.components.every(({ host, needed }) => host === null || needed === "install")).toBe(true);
    expect(report.components.find(({ id }) => id === "lancedb")).toMatchObject({
      version: "0.37.1",
      licence: "Apache-2.0",
    });
    expect(report.components.find(({ id }) => id === "embedding-model-embedded")?.licence).toBe("Apache-2.0 AND MIT");
    expect(report.statements).toContain("No host may be called: nothing leaves this machine.");
    expect(report.statements.join(" ")).toContain("1 comes from a supplier seated in China (CHN)");
  });

  it("explains the score: the layers' points sum to it, and the interval holds it", async () => {
    const { score, band, layers } = (await reportOf([...cloud, "--jurisdiction", "api.example.com=USA"])).exposure;
    expect(layers.reduce((sum, { adds }) => sum + (adds ?? 0), 0)).toBeCloseTo(score, 6);
    expect(band?.low).toBeLessThanOrEqual(score);
    expect(band?.high).toBeGreaterThanOrEqual(score);
  });

  it("names a host abroad as the weakest link, with a far worse score", async () => {
    const report = await reportOf([...cloud, "--jurisdiction", "api.example.com=US", "--home-jurisdiction", "France"]);
    expect(report).toMatchObject({
      home: "FRA",
      model: "api.example.com#large",
      hosts: [{ host: "api.example.com", jurisdiction: "USA", standing: "abroad" }],
      exposure: { atBest: null, weakest: { layer: "hosts", level: 0 } },
    });
    expect(report.exposure.weakest.because.join()).toContain("api.example.com");
    expect(report.statements.join(" ")).toContain("It reads every question and the passages found for it.");
    expect(report.exposure.score).toBeGreaterThan((scoreOf(report, "default-install") ?? 100) + 30);
    expect(report.components.find(({ id }) => id === "language-model-served")?.host).toBe("api.example.com");
  });

  it("counts an undeclared host as foreign, says so, and says what it would be otherwise", async () => {
    const undeclared = await reportOf(cloud);
    const abroad = await reportOf([...cloud, "--jurisdiction", "api.example.com=USA", "--home-jurisdiction", "FRA"]);
    const home = await reportOf([...cloud, "--jurisdiction", "api.example.com=FRA", "--home-jurisdiction", "EU"]);
    expect(undeclared.hosts).toMatchObject([{ jurisdiction: null, standing: "undeclared" }]);
    expect(undeclared.exposure.score).toBe(abroad.exposure.score);
    expect(undeclared.exposure.atBest).toBe(home.exposure.score);
    expect(home.exposure.score).toBeLessThan(abroad.exposure.score - 20);
    expect(home.hosts).toMatchObject([{ jurisdiction: "FRA", standing: "home" }]);
    expect(undeclared.statements.join(" ")).toContain("has no declared jurisdiction and counts as foreign");
    expect(undeclared.notes.join(" ")).toContain("--jurisdiction HOST=CODE");
  });

  it("never takes a jurisdiction from an address", async () => {
    const report = await reportOf(["--model", "https://inference.example.fr/v1#large", "--home-jurisdiction", "FRA"]);
    expect(report.hosts).toMatchObject([{ jurisdiction: null, standing: "undeclared" }]);
  });

  it("takes a server on this machine for this machine, and an embedding host for a host", async () => {
    const report = await reportOf(["--model", "http://127.0.0.1:8080/v1#x", "--embedding", "https://emb.example/v1#e"]);
    expect(report.hosts.map(({ host, standing }) => [host, standing])).toEqual([
      ["127.0.0.1:8080", "this-machine"],
      ["emb.example", "undeclared"],
    ]);
    expect(report.exposure.weakest.because.join()).toMatch(/emb\.example/);
    expect(report.exposure.weakest.because.join()).not.toMatch(/127/);
  });

  it("reads a model folder's card, and keeps no key that stands in an address", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "config.json"), "{}");
    writeFileSync(join(folder, "README.md"), "---\nlanguage: en\nlicense: cc-by-nc-4.0\n---\n# A model\n");
    const report = await reportOf(["--embedding", folder, "--model", "https://api.example.com/v1?key=s3cret#large"]);
    expect(report.components.find(({ id }) => id === "embedding-model-folder")?.licence).toBe("CC-BY-NC-4.0");
    expect(JSON.stringify(report)).not.toContain("s3cret");
  });

  it("writes Markdown and a bill of materials where told, the same bytes at the same time", async () => {
    const folder = temporaryFolder();
    const [page, first, second] = ["page.md", "a.cdx.json", "b.cdx.json"].map((name) => join(folder, "new", name));
    const environment = { SOURCE_DATE_EPOCH: "1700000000" };
    const run = await runCommand(["sovereignty", "--out", page ?? "", "--sbom", first ?? ""], { environment });
    expect(run).toMatchObject({ code: 0, out: "" });
    await runCommand(["sovereignty", "--quiet", "--sbom", second ?? ""], { environment });
    expect(readFileSync(page ?? "", "utf8")).toMatch(
      /^# This deployment\n[\s\S]*## If a supplier, a licence or a host went away\n/,
    );
    expect(readFileSync(first ?? "", "utf8")).toBe(readFileSync(second ?? "", "utf8"));
    expect(JSON.parse(readFileSync(first ?? "", "utf8"))).toMatchObject({
      specVersion: "1.6",
      metadata: { timestamp: "2023-11-14T22:13:20.000Z" },
    });
  });

  it.for([
    ["a country that is none", ["--home-jurisdiction", "Wakandia"], 2, /Unknown country "Wakandia"/],
    ["a code that is none", [...cloud, "--jurisdiction", "api.example.com=ZZZ"], 2, /Unknown country "ZZZ"/],
    [
      "half a pair",
      ["--jurisdiction", "api.example.com"],
      2,
      /"api\.example\.com" does not say a host and its jurisdiction\. Write HOST=CODE/,
    ],
    ["a pair without a host", ["--jurisdiction", "=USA"], 2, /Write HOST=CODE/],
    ["a model that is none", ["--model", "large"], 2, /"large" is not a model/],
    ["an embedding model that is none", ["--embedding", "nowhere"], 2, /"nowhere" is not an embedding model/],
    ["a file that cannot be written", ["--out", "/dev/null/page.md"], 1, /"\/dev\/null\/page\.md" cannot be written/],
    ["a bill that cannot be written", ["--sbom", "/dev/null/a.json"], 1, /"\/dev\/null\/a\.json" cannot be written/],
  ] as const)("%s is one sentence with what to do", async ([, args, code, sentence]) => {
    const run = await runCommand(["sovereignty", ...args]);
    expect(run).toMatchObject({ code, out: "" });
    expect(run.err).toMatch(sentence);
    expect(run.err.trim().split("\n")).toHaveLength(1);
  });
});

describe("describe_deployment through MCP", () => {
  it("describes the model that the server was started with, as its environment declares it", async () => {
    const { env, ...command } = mcpServerCommand();
    const client = new Client({ name: "attache-test", version: "1" });
    const declared = {
      ATTACHE_MODEL: "https://api.example.com/v1#large",
      ATTACHE_JURISDICTIONS: "api.example.com=USA, other.example=JPN",
      ATTACHE_HOME_JURISDICTION: "JPN",
    };
    await client.connect(new StdioClientTransport({ ...command, env: { ...env, ...declared }, stderr: "ignore" }));
    const result = await client.callTool({ name: "describe_deployment", arguments: {} });
    await client.close();
    const report = DeploymentReport.parse(result.structuredContent);
    expect(report.hosts).toMatchObject([{ host: "api.example.com", jurisdiction: "USA", standing: "abroad" }]);
    expect(report.home).toBe("JPN");
    expect(report.notes.join(" ")).toContain("other.example, which nothing calls");
    const [{ text = "" } = {}] = result.content as { text?: string }[];
    for (const statement of report.statements) expect(text).toContain(statement);
  });
});
