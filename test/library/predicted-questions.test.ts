import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, inject, it } from "vitest";
import { parse } from "yaml";

import { openDesk } from "../../src/desk.ts";
import { packageRoot } from "../../src/home.ts";
import { fuse } from "../../src/library/search.ts";
import { ownHome } from "../support/own-home.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const corpus = join(packageRoot(), "corpus");
const desk = await openDesk({ home: inject("attacheHome") });

/** What is predicted for one statement by itself. */
async function singly({ predicted }: typeof desk.corpus): Promise<{ of: string; askedAs: string[] }[]> {
  return (await predicted()).questions.flatMap(({ answers, askedAs }) =>
    answers.length === 1 ? answers.map(({ of }) => ({ of, askedAs })) : [],
  );
}

function changedCorpus(change: (folder: string) => void): string {
  const folder = temporaryFolder();
  cpSync(corpus, folder, { recursive: true });
  change(folder);
  return folder;
}

describe("predicted questions", () => {
  it("are there for every fact and lead to something that is there", async () => {
    const asked = new Set((await singly(desk.corpus)).map(({ of }) => of));
    expect(desk.corpus.problems).toEqual([]);
    expect(desk.corpus.facts.filter(({ id }) => !asked.has(id))).toEqual([]);
  });

  it("find what they ask for where its own words do not", async () => {
    const names = readdirSync(join(corpus, "questions")).filter((name) => /^[A-Z]{3}\.yaml$/.test(name));
    const asked = names.flatMap((name) => {
      const { questions } = parse(readFileSync(join(corpus, "questions", name), "utf8")) as {
        questions: { fact: string; asked_as: string[] }[];
      };
      const { fact, asked_as } = questions[0] ?? { fact: "", asked_as: [] };
      // The same words in another order: found by likeness, not by being the same text.
      const words = (asked_as[0] ?? "").replace(/\?$/, "").split(" ");
      return [{ fact, query: [...words.slice(3), ...words.slice(0, 3)].join(" ") }];
    });
    const without = changedCorpus((copy) => rmSync(join(copy, "questions"), { recursive: true }));
    const plain = await openDesk({ home: temporaryFolder(), corpusFolder: without });
    const foundBy = async ({ library }: typeof desk): Promise<number> => {
      const found = await Promise.all(
        asked.map(async ({ fact, query }) => {
          const { results } = await library.search(query, {}, { limit: 3 });
          return results.some((result) => result.id === fact);
        }),
      );
      return found.filter(Boolean).length;
    };
    expect(await foundBy(desk)).toBeGreaterThan(await foundBy(plain));
  });

  it("keep to what a search is narrowed to, and are shown nowhere", async () => {
    const [first] = (await singly(desk.corpus)).filter(({ of }) => of.startsWith("KAZ-"));
    const query = first?.askedAs[0] ?? "";
    const { results } = await desk.library.search(query, { countries: ["FRA"] }, { limit: 10 });
    expect(results.length).toBeGreaterThan(0);
    expect(results.every((result) => result.countries.includes("FRA"))).toBe(true);
    expect(JSON.stringify(results)).not.toContain(query);
  });

  it("bring all that answers one of them together, whatever else is near", async () => {
    const several = (await desk.corpus.predicted()).questions.filter(({ answers }) => answers.length > 2);
    const some = several.filter((_, at) => at % 40 === 0);
    expect(some.length).toBeGreaterThan(10);
    for (const { answers, askedAs } of some) {
      const { results } = await desk.library.search(askedAs[0] ?? "", {}, { limit: 25 });
      const found = new Set(results.map(({ id }) => id));
      expect(answers.filter(({ unit }) => !found.has(unit)).map(({ of }) => of)).toEqual([]);
      expect(results.find(({ id }) => id === answers[0]?.unit)?.together?.asked).toBeGreaterThan(0.99);
    }
  });

  it("tell how near a query is to one that has no answer, and lead nowhere", async () => {
    const { unanswered } = await desk.corpus.predicted();
    const of = async (query: string): Promise<number> =>
      (await desk.library.search(query, {}, { limit: 3 })).unanswered ?? 0;
    for (const question of unanswered.slice(0, 5)) expect(await of(question)).toBeGreaterThan(0.99);
    expect(await of((await singly(desk.corpus))[0]?.askedAs[0] ?? "")).toBeLessThan(0.95);
  });

  it("of what is no longer in the corpus are named and left out, and the rest is used", async () => {
    const folder = changedCorpus((copy) =>
      writeFileSync(
        join(copy, "questions", "KAZ.yaml"),
        "questions:\n- fact: KAZ-999\n  asked_as: [What is not there at all?]\n- sentence: Nobody wrote this.\n  asked_as: [Who wrote that?]\n",
      ),
    );
    const changed = await openDesk({ home: ownHome(), corpusFolder: folder });
    expect(changed.corpus.problems).toHaveLength(2);
    expect(changed.corpus.problems.join(" ")).toMatch(/no fact "KAZ-999".*no document has the sentence "Nobody wrote/);
    expect((await changed.corpus.predicted()).questions.length).toBeGreaterThan(1000);
  });

  it("are not needed: a corpus without them is searched by its own words", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "countries"));
    for (const name of ["countries/KAZ.yaml", "publishers.yaml", "thesaurus.yaml", "opposites.yaml"])
      cpSync(join(corpus, name), join(folder, name));
    const small = await openDesk({ home: temporaryFolder(), corpusFolder: folder });
    const { results } = await small.library.search("Kazakh language models", {}, { limit: 3 });
    expect(results[0]?.id).toBe("KAZ-004");
    expect(results.every((result) => result.asked === undefined)).toBe(true);
  });

  it("lift a unit by half of its meaning, and none where nothing is asked", () => {
    const words = [{ id: "a", value: 1 }];
    const meaning = [
      { id: "a", value: 0.9 },
      { id: "b", value: 0.7 },
    ];
    expect(fuse(words, meaning, 0.5).map(({ id }) => id)).toEqual(["a", "b"]);
    const asked = [
      { id: "b", asked: 0.95, together: undefined },
      { id: "a", asked: undefined, together: { question: "1", asked: 0.2 } },
    ];
    const [first, second] = fuse([], meaning, 0, asked);
    expect(first).toMatchObject({ score: 0.5 });
    expect(second).toMatchObject({ score: 0.5 });
  });
});
