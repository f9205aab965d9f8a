import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { describe, expect, inject, it } from "vitest";

import { openDesk, type DeskOptions } from "../../src/desk.ts";
import { componentRecord, readDeploymentFiles } from "../../src/deployment/deployment-files.ts";
import { installedPackages } from "../../src/deployment/installed-packages.ts";
import { attentionFor, keptOf } from "../../src/deployment/licence-meaning.ts";
import { licenceOfPackage } from "../../src/deployment/package-licence.ts";
import { partOf } from "../../src/deployment/parts.ts";
import { LicenceMeaningFile } from "../../src/domain/component.ts";
import { createEgress } from "../../src/kit/egress.ts";
import { shippedCorpus } from "../support/check.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const open = (options: DeskOptions = {}) => openDesk({ home: inject("attacheHome"), environment: {}, ...options });

describe("a deployment", () => {
  it("lists what the egress list holds, and adds nothing to it by describing", async () => {
    const egress = createEgress();
    const desk = await open({ egress });
    await desk.deployment.describe({ model: "https://api.example.com/v1#large" });
    expect(egress.named()).toEqual([]);
    egress.fetchFor(new URL("https://reader.example/x"), { name: "the reader", kind: "network" });
    const { hosts, exposure } = await desk.deployment.describe();
    expect(hosts).toMatchObject([{ host: "reader.example", caller: "the reader", standing: "undeclared" }]);
    expect(exposure.weakest.layer).toBe("hosts");
  });

  it("describes the model of the agent that was made", async () => {
    const desk = await open();
    const agent = await desk.agent("http://10.0.0.7:8080/v1#large", { log: false });
    const report = await desk.deployment.describe();
    await agent.close();
    expect(report.model).toBe("10.0.0.7:8080#large");
    expect(report.hosts).toMatchObject([{ host: "10.0.0.7:8080", standing: "undeclared" }]);
  });

  it("says where a part sends data on its use: Microsoft's builds of ONNX Runtime for Windows", async () => {
    const linux = await (await open({ platform: "linux" })).deployment.describe();
    const windows = await (await open({ platform: "win32" })).deployment.describe();
    expect(linux.telemetry.sends).toEqual([]);
    expect(windows.telemetry.sends).toEqual(["ONNX Runtime"]);
    expect(windows.exposure.score).toBeGreaterThan(linux.exposure.score);
    expect(windows.statements.join(" ")).toContain("ONNX Runtime may send data on its use");
  });

  it("tells what stays where, with the home folder written short and no value of a setting", async () => {
    const environment = { HOME: dirname(inject("attacheHome")), ATTACHE_MODEL_KEY: "s3cret" };
    const report = await (await open({ environment })).deployment.describe();
    expect(report.stays[0]).toMatchObject({
      what: "search index",
      there: true,
      detail: expect.stringMatching(/^\d+ facts/),
    });
    expect(report.stays[0]?.where).toMatch(/^~\//);
    expect(report.stays.at(-1)?.detail).toBe("set: ATTACHE_MODEL_KEY");
    expect(JSON.stringify(report)).not.toContain("s3cret");
  });
});

function plant(root: string, path: string, manifest: object): void {
  const folder = join(root, path);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ version: "1.0.0", ...manifest }));
}

describe("installed packages", () => {
  it("are found as Node finds them: the nearest version, optional ones that are there, no optional peers, circles", () => {
    const root = temporaryFolder();
    plant(root, ".", { name: "root", dependencies: { a: "1", gone: "1" }, devDependencies: { tool: "1" } });
    plant(root, "node_modules/a", {
      name: "a",
      dependencies: { b: "2" },
      optionalDependencies: { here: "1", elsewhere: "1" },
      peerDependencies: { c: "1", plug: "1" },
      peerDependenciesMeta: { plug: { optional: true } },
    });
    plant(root, "node_modules/a/node_modules/b", { name: "b", version: "2.0.0", dependencies: { a: "1" } });
    for (const name of ["b", "c", "here", "plug", "tool"]) plant(root, `node_modules/${name}`, { name });
    const { packages, missing } = installedPackages(root);
    expect(packages.map(({ manifest }) => `${manifest.name}@${manifest.version}`)).toEqual([
      "a@1.0.0",
      "b@2.0.0",
      "c@1.0.0",
      "here@1.0.0",
    ]);
    expect(missing).toEqual(["gone (for root)"]);
  });

  it.for([
    [{ license: "MIT" }, "MIT"],
    [{ license: "(MIT OR CC0-1.0)" }, "MIT OR CC0-1.0"],
    [{ license: { type: "ISC" } }, "ISC"],
    [{ licenses: [{ type: "MIT" }, { type: "Apache-2.0" }] }, "MIT OR Apache-2.0"],
    [{}, "none stated"],
  ] as const)("name their licence: %j", ([written, licence]) => {
    expect(licenceOfPackage({ manifest: { name: "x", version: "1", ...written } })).toBe(licence);
  });
});

describe("a part", () => {
  it.for([
    ["1.24.3", "linux", {}, false],
    ["1.29.0", "linux", {}, true],
    ["1.30.1", "darwin", {}, true],
    ["1.29.0", "linux", { ORT_DISABLE_TELEMETRY: "1" }, false],
    ["1.24.3", "win32", { ORT_DISABLE_TELEMETRY: "1" }, true],
  ] as const)(
    "is told to send data by version, platform and setting: %s on %s with %j",
    ([version, platform, environment, sends]) => {
      const root = temporaryFolder();
      plant(root, ".", { name: "root", dependencies: { "onnxruntime-node": "1" } });
      plant(root, "node_modules/onnxruntime-node", { name: "onnxruntime-node", version, license: "MIT" });
      const { records, meaning } = readDeploymentFiles(join(shippedCorpus, "deployment"));
      const part = partOf(
        componentRecord("onnxruntime", records),
        {
          records,
          meaning,
          installed: installedPackages(root),
          added: root,
          versions: { node: "20", embedding: "e", corpus: "c" },
          publishers: 1,
          models: { embedded: root, named: undefined },
          platform,
          environment,
        },
        null,
      );
      expect(part).toMatchObject({ version, licence: "MIT", kept: "usual", unasked: sends });
    },
  );
});

describe("the meaning of a licence", () => {
  const meaning = LicenceMeaningFile.parse({
    licences: [
      { ids: ["Apache-2.0"], kept: "stated" },
      { ids: ["MIT"], kept: "usual" },
      { ids: ["LGPL-3.0-or-later"], kept: "stated", attention: "Copyleft." },
    ],
    phrases: [],
  });

  it.for([
    ["Apache-2.0", "stated"],
    ["Apache-2.0 AND MIT", "usual"],
    ["Apache-2.0 OR Strange-1.0", "stated"],
    ["(Apache-2.0 OR MIT) AND Strange-1.0", "unknown"],
    ["Apache-2.0 WITH LLVM-exception", "stated"],
    ["toString", "unknown"],
  ] as const)("of %s: %s", ([expression, kept]) => {
    expect(keptOf(expression, meaning)).toBe(kept);
  });

  it("asks for a second look where there are conditions and no choice, or nothing is known", () => {
    expect(attentionFor("Apache-2.0 AND LGPL-3.0-or-later", meaning)).toBe("Copyleft.");
    expect(attentionFor("MIT OR LGPL-3.0-or-later", meaning)).toBeUndefined();
    expect(attentionFor("SEE LICENSE IN x", meaning)).toMatch(/read it/);
    expect(attentionFor("MIT", meaning)).toBeUndefined();
  });
});
