import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { belowFloors, readFloors, type Floors } from "../../src/evals/floors.ts";
import { runAnswers } from "../../src/evals/run-answers.ts";
import { runEval } from "../../src/evals/run.ts";
import { openTestDesk } from "../support/open-test-desk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { answerOf } from "./answers.ts";
import { partOf, settingOf } from "./part.ts";

describe("the gate", () => {
  it("holds: the built-in model and our search are nowhere below their floors on the development cases", async () => {
    const floors = readFloors();
    const suites = ["articles", "corpus", "retrieval"];
    for (const suite of suites) expect(Object.keys(floors[suite]?.development?.all ?? {})).not.toEqual([]);
    const { report, belowFloor } = await runEval(
      { suites, split: "development", model: "builtin", showHeldOut: false },
      {
        desk: await openTestDesk(),
        signal: new AbortController().signal,
        progress: { step: () => {} },
        note: () => {},
        bold: (text) => text,
      },
    );
    expect(report.splits.map(({ suite, complete }) => [suite, complete])).toEqual(suites.map((suite) => [suite, true]));
    expect(belowFloor).toEqual([]);
  }, 240_000);

  it("falls for a value below its floor or above its ceiling, of all cases or of a type, on whole splits only", async () => {
    const desk = await openTestDesk();
    const abstention = answerOf([], [], { status: "abstained", text: "No." });
    const half = partOf([{ abstain: true }, { type: "injection" }]);
    const report = await runAnswers(
      half,
      settingOf(desk, () => abstention),
    );
    const floorsOf = (all: Floors[string][string]["all"], types: Floors[string][string]["types"] = {}): Floors => ({
      trial: { development: { all, types } },
    });
    expect(belowFloors(floorsOf({ pass: 0.5, forbidden: 0, overAbstention: 1 }), report)).toEqual([]);
    expect(belowFloors(floorsOf({ pass: 0.51, overAbstention: 0.4 }), report)).toEqual([
      "trial development: pass 0.5000 is below its floor 0.51.",
      "trial development: overAbstention 1.0000 is above its ceiling 0.4.",
    ]);
    expect(belowFloors(floorsOf({}, { injection: { pass: 1 } }), report)).toEqual([
      "trial development, injection: pass 0.0000 is below its floor 1.",
    ]);
    expect(belowFloors(floorsOf({ citationRecall: 1 }), report)).toEqual([expect.stringMatching(/was not measured/)]);
    expect(belowFloors(floorsOf({ pass: 1 }), { ...report, complete: false })).toEqual([]);
    expect(belowFloors({}, report)).toEqual([]);
  });

  it("names the file of floors that cannot be read", () => {
    const file = join(temporaryFolder(), "floors.json");
    expect(readFloors(file)).toEqual({});
    writeFileSync(file, "{");
    expect(() => readFloors(file)).toThrow(/floors\.json is not JSON/);
    writeFileSync(file, '{"articles":{"development":{"all":{"beauty":1}}}}');
    expect(() => readFloors(file)).toThrow(/floors\.json: .*beauty/);
  });
});
