import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { runCommand } from "../support/command.ts";
import { brokenServer, goodServer } from "../support/probed-servers.ts";
import { good, question } from "../support/misbehaviour.ts";
import { ownHome } from "../support/own-home.ts";
import { scriptedModel, type Reply, type SeenCall } from "../support/scripted-model.ts";

const key = "sk-9f3c1b7a5e-secret";
const ways = [
  ["ATTACHE_MODEL_KEY", () => ({ ATTACHE_MODEL_KEY: key })],
  [
    "ATTACHE_MODEL_KEY_FILE",
    (home: string) => {
      writeFileSync(join(home, "key"), `  ${key}\r\n`);
      return { ATTACHE_MODEL_KEY_FILE: join(home, "key") };
    },
  ],
] as const;

function everyFileIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && !file.endsWith("/key"));
}

const servers: [string, (call: SeenCall) => Reply][] = [
  ["that works", good],
  ["that fails", brokenServer],
  ["that refuses the key and repeats it", () => ({ status: 401, body: `Invalid API Key ${key}` })],
  ["that repeats the key in its stream", () => ({ raw: `data: {"error":{"message":"bad key ${key}"}}\n\n` })],
  ["that repeats the key in its answer", () => ({ text: `The key is ${key} [e1a2b].` })],
];

describe.each(ways)("the key of %s", (_name, environmentOf) => {
  it.each(servers)("goes to the server as Bearer and nowhere else: a server %s", async (_what, reply) => {
    const home = ownHome();
    const server = await scriptedModel(reply);
    const environment = { ...environmentOf(home), ATTACHE_HOME: home, ATTACHE_MODEL_TIMEOUT: "5" };
    const run = await runCommand(["ask", question, "--model", server.model, "--json"], { environment });
    expect(server.asked.length).toBeGreaterThan(0);
    for (const { authorization } of server.asked) expect(authorization).toBe(`Bearer ${key}`);
    expect(run.out + run.err).not.toContain(key);
    if (!_what.includes("answer"))
      for (const file of everyFileIn(home)) expect(readFileSync(file).includes(key), file).toBe(false);
  });
});

describe("the key", () => {
  it.each(servers.slice(0, 2))("stands in no debug output: a server %s", async (_what, reply) => {
    const server = await scriptedModel(reply);
    const environment = { ATTACHE_HOME: ownHome(), ATTACHE_MODEL_KEY: key, ATTACHE_DEBUG: "1" };
    const down = server.model.replace(/:\d+\//, ":1/");
    for (const call of [
      ["ask", question, "--model", server.model],
      ["doctor", "--model", server.model],
      ["doctor", "--model", server.model, "--json"],
      ["ask", question, "--model", down],
    ]) {
      const run = await runCommand(call, { environment });
      expect(run.out + run.err).not.toContain(key);
    }
  });

  it("is not sent to another host than the one that was named", async () => {
    const other = await scriptedModel(goodServer);
    const { origin } = new URL(other.model);
    const server = await scriptedModel(() => ({ status: 307, body: "", headers: { location: `${origin}/v1` } }));
    const environment = { ATTACHE_HOME: ownHome(), ATTACHE_MODEL_KEY: key };
    await runCommand(["ask", question, "--model", server.model], { environment });
    expect(other.asked).toEqual([]);
  });

  it.each([
    [{ ATTACHE_MODEL_KEY_FILE: "/nowhere/key" }, "not there"],
    [{ ATTACHE_MODEL_KEY_FILE: "/tmp" }, ""],
    [{ ATTACHE_MODEL_KEY: "two\nlines" }, ""],
    [{ ATTACHE_MODEL_KEY: "schlüssel–☃" }, ""],
  ])("that cannot be used is a sentence: %j", async (environment, part) => {
    const server = await scriptedModel(good);
    const run = await runCommand(["ask", question, "--model", server.model, "--json"], { environment });
    const { error } = JSON.parse(run.out) as { error: { kind: string; message: string } };
    expect(error.kind).toBe("usage");
    expect(error.message).toContain(part);
    expect(error.message).not.toContain("schlüssel");
    expect(run.code).toBe(2);
  });
});
