import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import suite from "../../evals/exposure.ts";
import type { PlannedReferences } from "../../src/evals/plan.ts";
import { runExposure } from "../../src/evals/run-exposure.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const validation = fileURLToPath(new URL("../../../shared/data/validation", import.meta.url));
const absent = existsSync(validation) ? "" : " (skipped: wants ../shared/data/validation)";
if (suite.kind !== "exposure") throw new Error("evals/exposure.ts is no exposure suite");
const { references, ratings, title } = suite;
const part: PlannedReferences = {
  kind: "exposure",
  suite: "exposure",
  split: "reference",
  title,
  complete: true,
  references,
  ratings: [],
};

/** A folder with the published data, one file changed. */
function published(file: string, change: (text: string) => string): string {
  const folder = temporaryFolder();
  for (const name of new Set(references.flatMap((one) => [one.data, one.published.file]))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    copyFileSync(join(validation, name), join(folder, name));
  }
  writeFileSync(join(folder, file), change(readFileSync(join(validation, file), "utf8")));
  return folder;
}

describe("published indices", () => {
  it.skipIf(absent !== "")(`come out as published${absent}`, () => {
    const { items } = runExposure(part, validation, 1);
    expect(items.map(({ outcome, lines }) => [outcome, lines])).toEqual([
      ["passed", ["23 of 23 units as published"]],
      ["passed", ["23 of 23 units as published"]],
      ["passed", ["23 of 23 units as published"]],
      ["passed", ["193 of 193 units as published"]],
    ]);
  });

  it.skipIf(absent !== "")(`that come out otherwise are named${absent}`, () => {
    const file = "oecd_tai/tai_expected_ranks_tables_23_38.csv";
    const { items } = runExposure(
      part,
      published(file, (text) => text.replace("FIN,1,", "FIN,9,")),
      1,
    );
    expect(items[0]).toMatchObject({
      outcome: "wrong",
      lines: ["22 of 23 units as published", "FIN: published 9, ours 1"],
    });
    expect(items[1]?.outcome).toBe("passed");
  });

  it("without their data are skipped, with what is missing", () => {
    const { items } = runExposure(part, temporaryFolder(), 1);
    for (const item of items)
      expect(item).toMatchObject({ outcome: "skipped", lines: [expect.stringMatching(/is missing in the folder/)] });
  });
});

describe("ratings", () => {
  it("stand beside our order, neither right nor wrong", () => {
    const [item] = runExposure({ ...part, references: [], ratings }, undefined, 1).items;
    expect(item).toMatchObject({ id: "us-dependency-ratings", outcome: "shown" });
    expect(item?.lines[0]).toMatch(/^sovereign-ai-exposure beside article-004: CHN Low \d+\.\d, /);
    expect(item?.lines[1]).toMatch(/\d+ of 14 pairs in the same order/);
  });
});
