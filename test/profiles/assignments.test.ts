import { describe, expect, it } from "vitest";

import { openTestDesk } from "../support/open-test-desk.ts";

const { profiles, corpus, library } = await openTestDesk();

describe("where a country stands", () => {
  it.each([
    ["USA", "Tier 1 (full-stack ambition)"],
    ["FRA", "Tier 2 (strategic partial sovereignty)"],
    ["KOR", "Tier 2 (strategic partial sovereignty)"],
  ])("%s is %s, as a fact states", (country, tier) => {
    const profile = profiles.profile(country);
    expect(profile.tier).toMatchObject({ tier, inferred: false });
    expect(library.fact(profile.tier?.fact ?? "")?.claim).toContain("Tier");
  });

  it("names the rule where it is inferred, and the facts the rule rests on", () => {
    const inferred = corpus.countries.flatMap((country) =>
      profiles
        .profile(country.country)
        .assignments.filter((entry) => entry.basis === "inferred")
        .map((entry) => ({ ...entry, country: country.country })),
    );
    expect(inferred.length).toBeGreaterThan(10);
    for (const entry of inferred) {
      expect(entry.rule).toBeTruthy();
      expect(entry.facts.length).toBeGreaterThan(0);
      for (const id of entry.facts) expect(library.fact(id)?.countries[0]).toBe(entry.country);
    }
  });

  it("never infers a tier that the articles give, nor any for a bloc or a country without facts", () => {
    for (const { country } of corpus.schemes.assignments.filter((entry) => entry.scheme === "tier"))
      expect(profiles.profile(country).assignments.filter((entry) => entry.scheme === "tier")).toHaveLength(1);
    for (const country of ["EUU", "GCC", "BTN"]) expect(profiles.profile(country).tier).toBeNull();
  });

  it("rests on facts that exist, about the country", () => {
    for (const { country, fact } of corpus.schemes.assignments)
      expect(library.fact(fact)?.countries).toContain(country);
  });
});
