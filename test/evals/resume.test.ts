import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, describe, expect, it } from "vitest";

import type { OpenDesk } from "../../src/desk.ts";
import { openCheckpoint, versionsOf } from "../../src/evals/checkpoint.ts";
import { inOrder } from "../../src/evals/in-order.ts";
import { runAnswers } from "../../src/evals/run-answers.ts";
import { openTestDesk } from "../support/open-test-desk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { answerOf } from "./answers.ts";
import { partOf, settingOf } from "./part.ts";

let desk: OpenDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});

const abstention = answerOf([], [], { status: "abstained", text: "The corpus does not say." });
const part = partOf(Array.from({ length: 6 }, () => ({ abstain: true })));

describe("a run that was stopped", () => {
  it("goes on where it stopped, says so, and reports the same as one that was not", async () => {
    const folder = temporaryFolder();
    const controller = new AbortController();
    const first = settingOf(
      desk,
      (question) => {
        if (question.includes("4")) controller.abort();
        controller.signal.throwIfAborted();
        return abstention;
      },
      { checkpoint: openCheckpoint(folder, "v1"), signal: controller.signal, jobs: 1 },
    );
    await expect(runAnswers(part, first)).rejects.toThrow();
    const second = settingOf(desk, () => abstention, { checkpoint: openCheckpoint(folder, "v1") });
    const report = await runAnswers(part, second);
    expect(second.asked).toEqual(["Question 4?", "Question 5?", "Question 6?"]);
    expect(second.notes).toEqual([expect.stringMatching(/3 of 6 are in .*cases\.jsonl; going on with the rest/)]);
    const whole = await runAnswers(
      part,
      settingOf(desk, () => abstention),
    );
    expect(report.items.map(({ id, outcome }) => [id, outcome])).toEqual(
      whole.items.map((item) => [item.id, item.outcome]),
    );
    expect(report.totals.pass).toEqual(whole.totals.pass);
    expect(report.items[0]?.runs[0]?.answer?.text).toBe("The corpus does not say.");
  });

  it("is begun anew for other versions, another case or another suite", async () => {
    const folder = temporaryFolder();
    const asked = async (versions: string, cases = part): Promise<number> => {
      const setting = settingOf(desk, () => abstention, { checkpoint: openCheckpoint(folder, versions) });
      await runAnswers(cases, setting);
      return setting.asked.length;
    };
    expect(await asked("v1")).toBe(6);
    expect(await asked("v1")).toBe(0);
    expect(await asked("v2")).toBe(6);
    expect(await asked("v1", { ...part, suite: "other" })).toBe(6);
    const changed = part.cases.map((one, index) => (index === 0 ? { ...one, question: "Another?" } : one));
    expect(await asked("v1", { ...part, cases: changed })).toBe(1);
  });

  it("asks again what failed, and passes over half a line", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "cases.jsonl");
    let down = true;
    const setting = (): ReturnType<typeof settingOf> =>
      settingOf(
        desk,
        () => {
          if (down) throw new Error("the server is down");
          return abstention;
        },
        { checkpoint: openCheckpoint(folder, "v1") },
      );
    expect((await runAnswers(part, setting())).outcomes.failed).toBe(6);
    down = false;
    appendFileSync(file, '{"versions":"v1","suite":"tri');
    expect((await runAnswers(part, setting())).outcomes.passed).toBe(6);
    const last = setting();
    await runAnswers(part, last);
    expect(last.asked).toEqual([]);
  });

  it("keeps no word of a hidden case, and asks again when the words are wanted", async () => {
    const folder = temporaryFolder();
    const run = async (hidden: boolean): Promise<{ asked: number; text: string }> => {
      const setting = settingOf(desk, () => abstention, { checkpoint: openCheckpoint(folder, "v1"), hidden });
      const report = await runAnswers(part, setting);
      return { asked: setting.asked.length, text: JSON.stringify(report) };
    };
    expect((await run(true)).asked).toBe(6);
    expect(readFileSync(join(folder, "cases.jsonl"), "utf8")).not.toMatch(/Question|does not say/);
    expect((await run(true)).asked).toBe(0);
    expect((await run(false)).asked).toBe(6);
    const again = await run(true);
    expect(again.asked).toBe(0);
    expect(again.text).not.toMatch(/Question|does not say/);
  });

  it("into a file that is not ours reads nothing from it", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "cases.jsonl"), 'hello\n[1]\n{"versions":"v1"}\n');
    const key = { suite: "trial", split: "development", hash: "h", repeat: 0 };
    expect(openCheckpoint(folder, "v1").known(key, false)).toBeUndefined();
  });

  it("knows its versions by model, corpus and embedding", () => {
    const [one, ...others] = [
      versionsOf("builtin", "c", "e"),
      versionsOf("other", "c", "e"),
      versionsOf("builtin", "d", "e"),
      versionsOf("builtin", "c", "f"),
    ];
    expect(versionsOf("builtin", "c", "e")).toBe(one);
    expect(new Set([one, ...others]).size).toBe(4);
  });
});

describe("repeats", () => {
  it("give the mean and the spread, and weigh each case once", async () => {
    const answered = answerOf([["It is 5.", []]], []);
    const setting = settingOf(desk, (_question, time) => (time === 2 ? answered : abstention), { repeats: 4 });
    const report = await runAnswers(part, setting);
    expect(setting.asked).toHaveLength(24);
    expect(report).toMatchObject({ cases: 6, repeats: 4, outcomes: { passed: 18, unaware: 6 } });
    expect(report.totals.pass?.value).toBe(0.75);
    expect(report.spread?.passed.toSorted()).toEqual([0, 1, 1, 1]);
    expect(report.spread).toMatchObject({ mean: 0.75, deviation: 0.5 });
    expect(report.items[0]).toMatchObject({ outcome: "unaware", shares: { pass: { right: 3, of: 4 } } });
  });
});

describe("jobs", () => {
  it("run so many at a time, and give results in the order of the items", async () => {
    let [running, most] = [0, 0];
    const results = await inOrder([30, 5, 20, 1, 10], 3, async (time, index) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, time));
      running -= 1;
      return index;
    });
    expect(results).toEqual([0, 1, 2, 3, 4]);
    expect(most).toBe(3);
  });

  it("begin nothing more after a failure, which is thrown", async () => {
    const begun: number[] = [];
    const work = inOrder([1, 2, 3, 4], 1, (item) => {
      begun.push(item);
      return item === 2 ? Promise.reject(new Error("two")) : Promise.resolve(item);
    });
    await expect(work).rejects.toThrow("two");
    expect(begun).toEqual([1, 2]);
  });

  it("of any number give the same report", async () => {
    const reports = await Promise.all(
      [1, 5].map((jobs) =>
        runAnswers(
          part,
          settingOf(desk, () => abstention, { jobs }),
        ),
      ),
    );
    const plain = reports.map(({ items }) => items.map(({ id, outcome }) => ({ id, outcome })));
    expect(plain[0]).toEqual(plain[1]);
  });
});
