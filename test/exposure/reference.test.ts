import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import type { Method, Normalisation } from "../../src/domain/method.ts";
import { compile, type Compiled } from "../../src/exposure/compile.ts";
import { borda, copeland, kemeny, outrankingMatrix } from "../../src/exposure/outranking.ts";
import { score } from "../../src/exposure/score.ts";
import { readMethod, withWeights } from "../../src/library/method-file.ts";
import { readObservations } from "../../src/library/observation-table.ts";

const validation = fileURLToPath(new URL("../../../shared/data/validation/", import.meta.url));
const absent = existsSync(validation) ? "" : " (skipped: wants ../shared/data/validation)";

function fixture(name: string): Method {
  const file = fileURLToPath(new URL(`../../evals/reference/${name}.yaml`, import.meta.url));
  return readMethod(readFileSync(file, "utf8"), `${name}.yaml`);
}

function published(path: string): string {
  return readFileSync(`${validation}${path}`, "utf8");
}

function column(csv: string, name: string): Map<string, number> {
  const [header, ...rows] = csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  const [unit, at] = [header!.indexOf("iso3"), header!.indexOf(name)];
  return new Map(rows.map((row) => [row[unit]!, Number(row.at(at - header!.length))]));
}

function ranksByUnit(compiled: Compiled): Map<string, number> {
  const { ranks } = score(compiled);
  return new Map(compiled.units.map((unit, index) => [unit, ranks[index]!]));
}

function sorted(map: Map<string, number>): [string, number][] {
  return [...map].sort(([a], [b]) => a.localeCompare(b));
}

describe.skipIf(absent !== "")(`the Technology Achievement Index of the OECD Handbook${absent}`, () => {
  const method = absent ? undefined! : fixture("technology-achievement-index");
  const raw = absent ? "" : published("oecd_tai/tai_raw_table_A2_first23.csv");
  const table = absent ? undefined! : readObservations(raw, "tai.csv", method);
  const ranks = absent ? "" : published("oecd_tai/tai_expected_ranks_tables_23_38.csv");
  const expected = (absent ? {} : JSON.parse(published("oecd_tai/tai_expected.json"))) as {
    indicator_order: string[];
    check_1_linear_equal_weight: { reproduced: Record<string, number> };
    check_2_budget_allocation: { weights: number[] };
    check_5_table15_schooling: Record<"FIN" | "USA" | "SGP", Record<string, number>>;
    check_6_outranking_table36: {
      countries: string[];
      data_override_3dec: Record<string, number[]>;
      matrix: number[][];
      kemeny_best_score: number;
      kemeny_best: string[][];
    };
  };

  it("ranks 23 of 23 countries as Table 23 does, with equal weights", () => {
    expect(sorted(ranksByUnit(compile(method, table)))).toEqual(sorted(column(ranks, "EW_LIN")));
  });

  it("gives the ten scores that were reproduced from the table", () => {
    const compiled = compile(method, table);
    const { scores } = score(compiled);
    for (const [unit, value] of Object.entries(expected.check_1_linear_equal_weight.reproduced))
      expect(scores[compiled.units.indexOf(unit)]!.toFixed(3)).toBe(value.toFixed(3));
  });

  it("ranks 23 of 23 as Table 23 does, with the weights of the budget allocation", () => {
    const weights = Object.fromEntries(
      expected.indicator_order.map((id, index) => [id, expected.check_2_budget_allocation.weights[index]!]),
    );
    expect(sorted(ranksByUnit(compile(withWeights(method, weights), table)))).toEqual(sorted(column(ranks, "BAP")));
  });

  it("ranks 23 of 23 as Table 38 does, by the geometric mean of the values as printed", () => {
    const plain = { ...method, aggregation: "geometric" as const, indicators: withRule(method, { rule: "none" }) };
    expect(sorted(ranksByUnit(compile(plain, table)))).toEqual(sorted(column(ranks, "GME")));
  });

  it.for([
    ["rank_ascending", { rule: "rank" }],
    ["z", { rule: "z-score", mean: 0, deviation: 1 }],
    ["minmax", { rule: "min-max" }],
    ["ratio_mean", { rule: "distance", to: "mean", as: "ratio" }],
    ["ratio_best", { rule: "distance", to: "best", as: "ratio" }],
    ["ratio_worst", { rule: "distance", to: "worst", as: "ratio" }],
    ["diff_mean", { rule: "distance", to: "mean", as: "difference" }],
    ["diff_worst", { rule: "distance", to: "worst", as: "difference" }],
  ] as const)("normalises schooling as Table 15 does: %s", ([name, rule]) => {
    const single: Method = {
      ...method,
      ties: "standard",
      indicators: { schooling: { ...method.indicators.schooling!, normalisation: rule } },
      index: { id: "only", weight: 1, of: [{ indicator: "schooling", weight: 1 }] },
    };
    const compiled = compile(single, table);
    const { scores } = score(compiled);
    for (const [unit, row] of Object.entries(expected.check_5_table15_schooling))
      if (typeof row === "object" && name in row)
        expect(scores[compiled.units.indexOf(unit)]!).toBeCloseTo(row[name]!, 2);
  });

  it("compares five countries as Table 36 does, and finds Kemeny's three best orders", () => {
    const { countries, data_override_3dec, matrix, kemeny_best, kemeny_best_score } =
      expected.check_6_outranking_table36;
    const value = (unit: string, indicator: string): number =>
      table.observations.find((one) => one.country === unit && one.indicator === indicator)!.value!;
    const scores = expected.indicator_order.map(
      (indicator) => data_override_3dec[indicator] ?? countries.map((unit) => value(unit, indicator)),
    );
    const ours = outrankingMatrix(
      scores,
      scores.map(() => 1),
    );
    expect(ours.map((row) => [...row])).toEqual(matrix);
    const best = kemeny(ours);
    expect(best.score).toBeCloseTo(kemeny_best_score, 9);
    expect(new Set(best.orders.map((order) => order.map((unit) => countries[unit]!).join(" ")))).toEqual(
      new Set(kemeny_best.map((order) => order.join(" "))),
    );
  });
});

describe("the voting examples of the OECD Handbook", () => {
  // Table 25 and Table 28: how many voters have which order.
  const votes = (profiles: [number, string][], candidates: string): Float64Array[] => {
    const voters = profiles.flatMap(([count, order]) => Array.from({ length: count }, () => order));
    const scores = voters.map((order) => Array.from(candidates, (candidate) => -order.indexOf(candidate)));
    const matrix = outrankingMatrix(
      scores,
      voters.map(() => 1),
    );
    return matrix.map((row) => row.map((share) => Math.round(share * voters.length)));
  };

  it("gives Table 25: Borda's count elects b, Condorcet's comparison c", () => {
    const matrix = votes(
      [
        [3, "abcd"],
        [5, "acbd"],
        [7, "bdca"],
        [6, "cbda"],
      ],
      "abcd",
    );
    expect(matrix.map((row) => [...row])).toEqual([
      [0, 8, 8, 8],
      [13, 0, 10, 21],
      [13, 11, 0, 14],
      [13, 0, 7, 0],
    ]);
    expect([...borda(matrix)]).toEqual([24, 44, 38, 20]);
    const won = copeland(matrix);
    expect("abcd"[won.indexOf(Math.max(...won))]).toBe("c");
  });

  it("gives Table 28: a circle that Kemeny's rule breaks", () => {
    const matrix = votes(
      [
        [23, "abc"],
        [17, "bca"],
        [2, "bac"],
        [10, "cab"],
        [8, "cba"],
      ],
      "abc",
    );
    expect(matrix.map((row) => [...row])).toEqual([
      [0, 33, 25],
      [27, 0, 42],
      [35, 18, 0],
    ]);
    expect([...borda(matrix)]).toEqual([58, 69, 53]);
    expect(kemeny(matrix)).toEqual({ score: 104, orders: [[1, 2, 0]] });
  });
});

describe.skipIf(absent !== "")(`the Human Development Index of 2022${absent}`, () => {
  it("comes out to three decimals for 193 of 193 countries", () => {
    const method = fixture("human-development-index");
    const csv = published("undp_hdi/hdi_2022_components.csv");
    const compiled = compile(method, readObservations(csv, "hdi.csv", method));
    const { scores } = score(compiled);
    const ours = compiled.units.map((unit, index): [string, string] => [unit, scores[index]!.toFixed(3)]);
    const theirs = sorted(column(csv, "hdi_2022")).filter(([, value]) => value > 0);
    expect(ours).toHaveLength(193);
    expect(ours.sort(([a], [b]) => a.localeCompare(b))).toEqual(
      theirs.map(([unit, value]) => [unit, value.toFixed(3)]),
    );
  });
});

function withRule(method: Method, rule: Normalisation): Method["indicators"] {
  return Object.fromEntries(
    Object.entries(method.indicators).map(([id, indicator]) => [id, { ...indicator, normalisation: rule }]),
  );
}
