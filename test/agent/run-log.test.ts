import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { findRun, isWhole, logRun, pruneRuns, readRuns, redactRuns, type RunRecord } from "../../src/agent/run-log.ts";
import { replay } from "../../src/agent/replay.ts";
import { openDesk } from "../../src/desk.ts";
import { runCommand } from "../support/command.ts";
import { misbehaviours } from "../support/misbehaving-servers.ts";
import { good, question } from "../support/misbehaviour.ts";
import { ownHome } from "../support/own-home.ts";
import { scriptedModel } from "../support/scripted-model.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const logOf = (home: string): string =>
  readdirSync(join(home, "runs"))
    .map((name) => readFileSync(join(home, "runs", name), "utf8"))
    .join("");

async function asked(name: string, turns = false) {
  const home = ownHome();
  const script = misbehaviours.find((one) => one.name === name);
  const server = await scriptedModel(script?.reply ?? good);
  const desk = await openDesk({ home, environment: { ATTACHE_MODEL_TIMEOUT: "0.7" } });
  const agent = await desk.agent(server.model, { log: true });
  const answer = await agent.ask(turns ? "And for what years?" : question, turns ? { turns: [{ question }] } : {});
  return { home, server, desk, answer };
}

describe("a logged run", () => {
  it.each([
    "good",
    "changes one number of two",
    "changes the number",
    "fails always with 500",
    "breaks off after one whole sentence",
    "cuts the prompt to its context",
    "loops the same call",
    "calls an unknown tool",
    "fails with 500 where a schema is sent",
    "abstains",
    "writes NUL and terminal codes",
  ])("is made again to the byte without the server: %s", async (name) => {
    const { home, server, answer } = await asked(name);
    const before = server.calls.length;
    const desk = await openDesk({ home, environment: {} });
    const [record] = readRuns(home);
    if (!record || !isWhole(record)) throw new Error("no record");
    const { vocabulary } = await desk.knowledge();
    const again = await replay(record, { desk, tools: desk.tools, vocabulary, versions: desk.versions });
    expect(again).toMatchObject({ same: true, differs: [], changed: [] });
    expect(JSON.stringify(again.answer)).toBe(JSON.stringify(answer));
    expect(server.calls).toHaveLength(before);
  });

  it("of a follow-up is made again too, by the command", async () => {
    const { home, answer } = await asked("good", true);
    const run = await runCommand(["replay", "last", "--json"], { environment: { ATTACHE_HOME: home } });
    expect(JSON.parse(run.out)).toMatchObject({ same: true, run: answer.run });
    expect(run.code).toBe(0);
  });

  it("says what differs when its words were changed by hand", async () => {
    const { home, desk } = await asked("good");
    const [record] = readRuns(home);
    if (!record || !isWhole(record)) throw new Error("no record");
    const forged = { ...record, answer: { ...record.answer, text: "Forged." } };
    const { vocabulary } = await desk.knowledge();
    const again = await replay(forged, { desk, tools: desk.tools, vocabulary, versions: desk.versions });
    expect(again).toMatchObject({ same: false, differs: ["text"] });
  });

  it("has no word of question or answer left once it is redacted", async () => {
    const { home, answer } = await asked("good", true);
    const run = await runCommand(["runs", "redact", answer.run, "--json"], { environment: { ATTACHE_HOME: home } });
    expect(JSON.parse(run.out)).toEqual({ redacted: 1 });
    const left = logOf(home);
    for (const word of ["Microsoft", "UAE", "15.2", "committed", "years", ...answer.evidence.map((item) => item.quote)])
      expect(left).not.toContain(word);
    expect(left).toContain(answer.run);
    expect(await runCommand(["replay", answer.run], { environment: { ATTACHE_HOME: home } })).toMatchObject({
      code: 2,
    });
  });

  it("is not written where none is wanted", async () => {
    const home = ownHome();
    const desk = await openDesk({ home });
    const server = await scriptedModel(good);
    await (await desk.agent(server.model, { log: false })).ask(question);
    expect(existsSync(join(home, "runs"))).toBe(false);
    const run = await runCommand(["ask", question, "--model", server.model, "--no-log"], {
      environment: { ATTACHE_HOME: home },
    });
    expect(run.code).toBe(0);
    expect(existsSync(join(home, "runs"))).toBe(false);
  });
});

const record = (run: string, at: string): RunRecord => ({
  run,
  at,
  question: "Q",
  standalone: "Q",
  searched: "Q",
  turns: [],
  model: "builtin",
  calls: [],
  offered: [],
  written: [],
  remarks: [],
  answer: { status: "abstained", run } as RunRecord["answer"],
  dropped: [],
  versions: { attache: "0", corpus: "0", embedding: "0" },
});
const whole = (home: string): string[] =>
  readRuns(home)
    .filter(isWhole)
    .map(({ run }) => run);
const keep = (home: string, run: string, at: string, environment = {}): boolean =>
  logRun(home, record(run, at), { environment, now: new Date(at) });

describe("the log", () => {
  it("leaves out a line that a crash cut short, and the next run is not lost with it", () => {
    const home = temporaryFolder();
    keep(home, "r1", "2026-05-01T00:00:00Z");
    appendFileSync(join(home, "runs", "2026-05.jsonl"), '{"run":"r2","at":"2026-05-02');
    expect(readRuns(home).map(({ run }) => run)).toEqual(["r1"]);
    keep(home, "r3", "2026-05-03T00:00:00Z");
    expect(readRuns(home).map(({ run }) => run)).toEqual(["r1", "r3"]);
    expect(redactRuns(home, ({ run }) => run === "r3")).toBe(1);
    expect(readRuns(home).map(({ run }) => run)).toEqual(["r1", "r3"]);
  });

  it("reads past lines that are no runs", () => {
    const home = temporaryFolder();
    keep(home, "r1", "2026-05-01T00:00:00Z");
    appendFileSync(join(home, "runs", "2026-05.jsonl"), '"text"\nnull\n7\n[]\n{}\n');
    expect(readRuns(home).map(({ run }) => run)).toEqual(["r1"]);
    expect(pruneRuns(home, 0)).toBe(0);
    expect(findRun(home, "r1").run).toBe("r1");
  });

  it("keeps runs for 90 days, or for as long as the user says", () => {
    for (const [days, left] of [
      [undefined, ["r2", "r3"]],
      ["10", ["r3"]],
      ["400", ["r1", "r2", "r3"]],
    ] as const) {
      const home = temporaryFolder();
      keep(home, "r1", "2026-01-01T00:00:00Z", { ATTACHE_KEEP_RUNS: days });
      keep(home, "r2", "2026-05-01T00:00:00Z", { ATTACHE_KEEP_RUNS: days });
      keep(home, "r3", "2026-06-01T00:00:00Z", { ATTACHE_KEEP_RUNS: days });
      expect(readRuns(home).map(({ run }) => run)).toEqual(left);
    }
  });

  it.each(["nonsense", "0", "-3"])("refuses ATTACHE_KEEP_RUNS=%s before a question is answered", async (days) => {
    const home = ownHome();
    const environment = { ATTACHE_HOME: home, ATTACHE_KEEP_RUNS: days };
    for (const args of [
      ["ask", question],
      ["runs", "prune"],
    ]) {
      const run = await runCommand(args, { environment });
      expect(run).toMatchObject({ code: 2, out: "" });
      expect(run.err).toMatch(/ATTACHE_KEEP_RUNS is ".*", which is no number of days/);
    }
    expect(existsSync(join(home, "runs"))).toBe(false);
    expect((await runCommand(["ask", question, "--no-log"], { environment })).code).toBe(0);
  });

  it("lets go of old runs every day, not only when a month begins", () => {
    const home = temporaryFolder();
    for (const [run, date] of [
      ["r1", "01"],
      ["r2", "12"],
      ["r3", "20"],
    ] as const)
      keep(home, run, `2026-05-${date}T00:00:00Z`, { ATTACHE_KEEP_RUNS: "10" });
    expect(readRuns(home).map(({ run }) => run)).toEqual(["r2", "r3"]);
  });

  it("has all runs of processes that wrote at once", async () => {
    const home = temporaryFolder();
    const script = join(home, "write.ts");
    const from = new URL("../../src/agent/run-log.ts", import.meta.url).href;
    writeFileSync(
      script,
      `import { logRun } from ${JSON.stringify(from)};
       const [, , name] = process.argv;
       for (let at = 0; at < 60; at += 1)
         logRun(${JSON.stringify(home)}, { run: name + at, at: "2026-05-01T00:00:00Z", question: "x".repeat(20000) } as never,
           { environment: {}, now: new Date("2026-05-01T00:00:00Z") });`,
    );
    await Promise.all(
      ["a", "b"].map(
        (name) =>
          new Promise<void>((resolve, reject) => {
            const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script, name], {
              stdio: "inherit",
            });
            child.on("error", reject).on("close", (code) => (code === 0 ? resolve() : reject(new Error(String(code)))));
          }),
      ),
    );
    const runs = new Set(readRuns(home).map(({ run }) => run));
    expect(runs.size).toBe(120);
  });

  it("costs the log and not the answer when the folder cannot be written", () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "runs"), "a file");
    expect(keep(home, "r1", "2026-05-01T00:00:00Z")).toBe(false);
  });
});

describe("runs redact", () => {
  function logged(): { home: string; redact: (...args: string[]) => ReturnType<typeof runCommand> } {
    const home = temporaryFolder();
    keep(home, "r1", "2026-05-01T00:00:00Z");
    keep(home, "r2", "2026-05-02T00:00:00Z");
    return {
      home,
      redact: (...args) => runCommand(["runs", "redact", ...args], { environment: { ATTACHE_HOME: home } }),
    };
  }

  it.each([[[]], [["--all", "--matching", "x"]], [["r1", "--all"]], [["r1", "--matching", "x", "--dry-run"]]])(
    "wants the runs named in exactly one way: %j",
    async (args) => {
      const { home, redact } = logged();
      const run = await redact(...args);
      expect(run).toMatchObject({ code: 2, out: "" });
      expect(run.err).toContain("--matching WORDS or --all");
      expect(whole(home)).toEqual(["r1", "r2"]);
    },
  );

  it("only counts with --dry-run", async () => {
    const { home, redact } = logged();
    expect((await redact("--all", "--dry-run")).out).toBe("2 runs would lose words; nothing was changed.\n");
    expect(JSON.parse((await redact("r1", "--dry-run", "--json")).out)).toEqual({ redacted: 0, found: 1 });
    expect(whole(home)).toEqual(["r1", "r2"]);
    expect((await redact("r1")).out).toBe("Words taken out of 1 run.\n");
    expect(whole(home)).toEqual(["r2"]);
  });
});
