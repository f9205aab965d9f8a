import { describe, expect, it } from "vitest";

import { gradeOf, reliabilityOf } from "../../src/domain/grade.ts";
import type { PublisherKind, Reliability } from "../../src/domain/source.ts";

const fact = { certainty: "stated" as const, conflicts_with: [] };
const current = { superseded: false };

function from(...sources: [string, PublisherKind, Reliability][]): Parameters<typeof gradeOf>[1] {
  return sources.map(([publisher, kind, reliability]) => ({ source: { publisher, kind }, reliability }));
}

describe("the reliability of a source", () => {
  it("is that of its kind, unless its publisher is known", () => {
    expect(reliabilityOf({ publisher: "Some blog", kind: "blog" }, undefined)).toBe("F");
    const known = { publisher: "Some blog", kind: "blog", reliability: "C", reason: "Expert", hosts: [] } as const;
    expect(reliabilityOf({ publisher: "Some blog", kind: "blog" }, { ...known, hosts: [] })).toBe("C");
  });

  it("is A for an actor about itself and C about others", () => {
    expect(reliabilityOf({ publisher: "NVIDIA", kind: "actor" }, undefined)).toBe("A");
    expect(reliabilityOf({ publisher: "NVIDIA", kind: "actor" }, undefined, false)).toBe("C");
  });
});

describe("the grade of a fact", () => {
  it("is 1 when two independent publishers agree, and carries the better letter", () => {
    const grade = gradeOf(fact, from(["Reuters", "agency", "B"], ["Ministry", "official", "A"]), current);
    expect(grade.code).toBe("A1");
    expect(grade.reason).toContain("2 independent publishers");
  });

  it("does not count one publisher twice, nor a weak one", () => {
    expect(gradeOf(fact, from(["Reuters", "agency", "B"], ["Reuters", "agency", "B"]), current).code).toBe("B2");
    expect(gradeOf(fact, from(["Reuters", "agency", "B"], ["Some blog", "blog", "F"]), current).code).toBe("B2");
  });

  it.for([
    ["A", "2"],
    ["B", "2"],
    ["C", "3"],
    ["D", "3"],
    ["E", "6"],
    ["F", "6"],
  ] as const)("of one source of %s has credibility %s", ([reliability, credibility]) => {
    expect(gradeOf(fact, from(["One", "newspaper", reliability]), current).code).toBe(reliability + credibility);
  });

  it("is 4 when it is disputed or another source differs, 5 when superseded", () => {
    const sources = from(["Reuters", "agency", "B"], ["Ministry", "official", "A"]);
    expect(gradeOf({ ...fact, certainty: "disputed" }, sources, current).credibility).toBe(4);
    expect(gradeOf({ ...fact, conflicts_with: ["FRA-002"] }, sources, current).credibility).toBe(4);
    expect(gradeOf({ ...fact, conflicts_with: ["FRA-002"] }, sources, { superseded: true }).credibility).toBe(5);
  });

  it("is never better than its document allows, and says why", () => {
    const cap = { code: "C4", reliability: "C", credibility: 4, reason: "An op-ed." } as const;
    const capped = gradeOf(fact, from(["Review", "newspaper", "C"]), { superseded: false, cap });
    expect(capped).toMatchObject({ code: "C4", reason: "An op-ed." });
    expect(gradeOf(fact, from(["Review", "newspaper", "C"]), { superseded: true, cap }).credibility).toBe(5);
  });

  it("is F where there is no source", () => {
    expect(gradeOf(fact, [], current).code).toBe("F6");
  });
});
