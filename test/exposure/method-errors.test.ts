import { describe, expect, it } from "vitest";

import type { Method } from "../../src/domain/method.ts";
import { AttacheError } from "../../src/kit/error.ts";
import { readMethod, withWeights } from "../../src/library/method-file.ts";

const sound = `method: lakes
version: "1"
title: Lakes
indicators:
  oxygen: { normalisation: { rule: goalposts, worst: 0, best: 10 } }
  clarity: { direction: higher }
index:
  id: quality
  of:
    - { indicator: oxygen, weight: 2 }
    - id: light
      of:
        - { indicator: clarity }
`;

/** The text with one part of it put differently; the part has to be there. */
function altered(part: string, by: string): string {
  expect(sound).toContain(part);
  return sound.replace(part, by);
}

function errorOf(read: () => unknown): AttacheError {
  try {
    read();
  } catch (thrown) {
    if (thrown instanceof AttacheError) return thrown;
    throw thrown;
  }
  throw new Error("nothing was thrown");
}

const own = (text: string): AttacheError => errorOf(() => readMethod(text, "lakes.yaml"));

const goalposts = "rule: goalposts, worst: 0, best: 10";
const cases: [string, string, string, string, RegExp][] = [
  ["broken YAML", "{ direction: higher }", "{ direction: higher", "7:1", /must .*end with a }/],
  ["a tab for indentation", "  of:\n", "\tof:\n", "9:", /tab/i],
  ["a key twice", "title: Lakes", "title: Lakes\ntitle: Ponds", "4:1", /unique/i],
  ["an unknown key", "title: Lakes", "title: Lakes\ncolour: blue", "4:9", /"colour".*no such key here/],
  ["an unknown key deep in the tree", "weight: 2 }", "wieght: 2 }", "10:", /"index\.of\.0\.wieght".*no such key here/],
  ["an unknown rule", goalposts, "rule: goalpost", "5:", /"indicators\.oxygen\.normalisation\.rule"/],
  ["an unknown aggregation", "index:", "aggregation: avarage\nindex:", "7:14", /expected one of "arithmetic"/],
  ["a share above one", "id: light", "id: light\n      needs: { children: 2 }", "12:", /needs\.children".*<=1/],
  ["a missing goalpost", goalposts, "rule: goalposts, worst: 0", "5:", /normalisation\.best".*a number was expected/],
  ["equal goalposts", "best: 10", "best: 0", "5:", /the two goalposts are the same/],
  ["goalposts that are no numbers", "best: 10", "best: .inf", "5:", /normalisation\.best"/],
  [
    "goalposts against the direction",
    "oxygen: {",
    "oxygen: { direction: lower,",
    "5:",
    /the goalposts run against the direction "lower"/,
  ],
  ["the logarithm of a goalpost of zero", "oxygen: {", "oxygen: { transformation: ln,", "5:", /worst": 0 has no ln/],
  ["an indicator that is not described", "indicator: clarity", "indicator: depth", "13:", /"depth" is not described/],
  ["an id twice", "indicator: clarity", "indicator: oxygen", "13:", /"oxygen" stands twice/],
  ["a group called like its parent", "id: light", "id: quality", "11:", /"quality" stands twice/],
  ["a negative weight", "weight: 2", "weight: -2", "10:", /a weight is zero or more/],
  ["a weight that is a word", "weight: 2", "weight: heavy", "10:", /expected number/],
  [
    "weights that are all zero",
    "{ indicator: clarity }",
    "{ indicator: clarity, weight: 0 }",
    "13:",
    /weights in "light" sum to zero/,
  ],
  [
    "a group whose parts are all inactive",
    "{ indicator: clarity }",
    "{ indicator: clarity, inactive: No. }",
    "13:",
    /every part of "light" is inactive/,
  ],
  ["an empty group", "of:\n        - { indicator: clarity }", "of: []", "12:", /"index\.of\.1\.of"/],
  [
    "thresholds that do not rise",
    "index:",
    "weakest_link: { thresholds: [40, 20], labels: [a, b, c] }\nindex:",
    "7:",
    /the thresholds rise/,
  ],
  ["a label too few", "index:", "weakest_link: { thresholds: [20, 40], labels: [a, b] }\nindex:", "7:", /3 labels/],
  [
    "a floor outside the scale",
    "index:",
    "floor: 100\nindex:",
    "7:8",
    /the floor lies on the scale, from 0 to below 100/,
  ],
  ["a scale that falls", "index:", "scale: [10, 0]\nindex:", "7:8", /from low to high/],
  [
    "a group rule without a group",
    "index:",
    "missing: { policy: impute, with: group-mean }\nindex:",
    "7:",
    /"group-mean" needs "group"/,
  ],
  ["an id with a blank", "id: light", "id: the light", "11:", /no blanks/],
  [
    "weights varied in a group that is not there",
    "index:",
    "uncertainty: { weights_of: [top] }\nindex:",
    "7:",
    /"top" is not in the index/,
  ],
];

describe("a method file", () => {
  it("is read as it is when nothing is wrong", () => {
    expect(readMethod(sound, "lakes.yaml").index.of).toHaveLength(2);
  });

  it.each(cases)("with %s is refused, with its place and what was expected", (_, part, by, place, message) => {
    const error = own(altered(part, by));
    expect(error.kind).toBe("usage");
    expect(error.message).toMatch(new RegExp(`^lakes\\.yaml:${place}\\d*`));
    expect(error.message).toMatch(/^lakes\.yaml:\d+:\d+: /);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("\n");
    expect(error.next).toMatch(/^Mend the (method file|line)/);
  });

  it.each(["", "just words", "[1, 2]", "null"])("that is no mapping is refused: %j", (text) => {
    expect(own(text).message).toMatch(/^lakes\.yaml:1:1: .*expected object/);
  });

  it("with hostile text is refused in one short line", () => {
    const id = `\\e[2J\\n${"x".repeat(60)}`;
    const { message } = own(altered("id: light", `id: "${id}"\n      aggregation: 3\n      weight: -1`));
    expect(message).toMatch(/^lakes\.yaml:\d+:\d+: /);
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message.length).toBeLessThan(250);
  });
});

describe("a variant", () => {
  const base = (id: string): Method | undefined => (id === "lakes" ? readMethod(sound, "lakes.yaml") : undefined);
  const head = 'method: ponds\nversion: "1"\ntitle: Ponds\n';
  const vary = (text: string): Method => readMethod(head + text, "ponds.yaml", base);

  it("changes what it names and keeps the rest", () => {
    const define = "{ normalisation: { rule: goalposts, worst: 0, best: 5 } }";
    const method = vary(
      `extends: lakes\ndrop: [oxygen]\nweights: { light: 3 }\nadd:\n  - { to: light, indicator: depth, weight: 4, define: ${define} }\n`,
    );
    expect(method).toMatchObject({ method: "ponds", title: "Ponds", missing: { policy: "skip" } });
    const of = [
      { indicator: "clarity", weight: 1 },
      { indicator: "depth", weight: 4 },
    ];
    expect(method.index.of).toEqual([{ id: "light", weight: 3, of }]);
    expect(method.indicators.depth).toMatchObject({ normalisation: { best: 5 } });
  });

  it("loses a group that nothing is left of", () => {
    expect(vary("extends: lakes\ndrop: [clarity]\n").index.of).toEqual([{ indicator: "oxygen", weight: 2 }]);
  });

  it.each([
    ["extends an unknown method", "extends: rivers\n", "4:10", /no method "rivers" to extend/],
    ["drops an unknown part", "extends: lakes\ndrop: [depth]\n", "5:7", /"depth" is not a part of "lakes"/],
    ["weighs an unknown part", "extends: lakes\nweights: { depth: 1 }\n", "5:10", /"depth" is not a part of "lakes"/],
    ["drops everything", "extends: lakes\ndrop: [oxygen, light]\n", "1:1", /nothing is left|weights|inactive/],
    ["has an unknown key", "extends: lakes\nscale: [0, 1]\n", "5:8", /"scale".*no such key here/],
    ["weighs everything with zero", "extends: lakes\nweights: { oxygen: 0, light: 0 }\n", "1:1", /sum to zero/],
  ])("that %s is refused", (_, text, place, message) => {
    const error = errorOf(() => vary(text));
    expect(error.kind).toBe("usage");
    expect(error.message).toMatch(new RegExp(`^ponds\\.yaml:${place}: `));
    expect(error.message).toMatch(message);
  });
});

describe("weights of one's own", () => {
  const method = readMethod(sound, "lakes.yaml");
  it("stand in for those of layers and indicators", () => {
    const { index } = withWeights(method, { oxygen: 0, light: 7 });
    expect(index.of.map(({ weight }) => weight)).toEqual([0, 7]);
    expect(method.index.of.map(({ weight }) => weight)).toEqual([2, 1]);
  });

  it("are refused for a part that is not there, with those there are", () => {
    const error = errorOf(() => withWeights(method, { depth: 1 }));
    expect(error.sentence).toMatch(/no part "depth" to weigh.*oxygen, clarity, light, quality/);
  });

  it("are refused where nothing would count", () => {
    expect(errorOf(() => withWeights(method, { oxygen: 0, light: 0 })).message).toMatch(/"quality" sum to zero/);
  });
});
