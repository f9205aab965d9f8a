import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { coverageMarkdown, coverageOf, withCoverage } from "../../src/library/check/coverage.ts";
import { shippedCorpus } from "../support/check.ts";
import { openTestDesk } from "../support/open-test-desk.ts";
import { loadSmallCorpus } from "../support/small-corpus.ts";

describe("coverage", () => {
  const coverage = coverageOf(loadSmallCorpus());

  it("counts facts by country and topic, with the newest date and the best grade", () => {
    expect(coverage).toMatchObject({ facts: 3, known: 2, countries: { "1": 2, "5": 0, "10": 0, "20": 0 } });
    const [saudi, emirates] = coverage.rows;
    expect(saudi).toMatchObject({ country: "SAU", facts: 2, newest: "2026-01", best: "C3" });
    expect(saudi?.topics.chips).toEqual({ facts: 1, newest: "2025-05-13", best: "C3" });
    expect(saudi?.topics.talent).toEqual({ facts: 0, newest: null, best: null });
    expect(emirates).toMatchObject({ country: "ARE", facts: 1 });
  });

  it("goes between the markers of a README and nowhere else", () => {
    const readme = "# A\n\n<!-- coverage:start -->\nold\n<!-- coverage:end -->\n\nlast\n";
    const written = withCoverage(readme, coverage) ?? "";
    expect(written.startsWith("# A\n\n<!-- coverage:start -->\n\n3 facts")).toBe(true);
    expect(written.endsWith("\n\n<!-- coverage:end -->\n\nlast\n")).toBe(true);
    expect(written).not.toContain("old");
    expect(withCoverage(written, coverage)).toBe(written);
    expect(withCoverage("no markers", coverage)).toBeUndefined();
  });

  it("of the shipped corpus is up to date; else run: npm start -- corpus coverage --write", async () => {
    const shipped = coverageMarkdown(coverageOf((await openTestDesk()).corpus));
    expect(readFileSync(join(shippedCorpus, "README.md"), "utf8")).toContain(shipped);
  });
});
