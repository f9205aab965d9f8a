import { numberOf } from "./raw-folder.ts";
import type { Derivation, Seed } from "./seed.ts";

/** The file keeps a code that Serbia had as Yugoslavia. */
const codes: Record<string, string> = { YUG: "SRB" };

/** How far a country's votes in the UN General Assembly lie from those of the United States and of China. */
export const alignment: Derivation = (raw) => {
  const latest = new Map<string, { year: number; usa: number; china: number; code: string }>();
  for (const row of raw.table("alignment/un_ideal_points_2015_2024.csv")) {
    const code = row["iso3"] ?? "";
    const country = codes[code] ?? code;
    const [year, usa, china] = [row["year"], row["dist_us"], row["dist_cn"]].map((cell) => numberOf(cell) ?? null);
    if (year === null || usa === null || china === null) continue;
    if (year === undefined || usa === undefined || china === undefined) continue;
    if (year > (latest.get(country)?.year ?? 0)) latest.set(country, { year, usa, china, code });
  }
  const seeds = (of: "usa" | "china", column: string): Seed[] =>
    [...latest].map(([country, point]) => ({
      country,
      year: point.year,
      value: point[of],
      row: `${point.code}, ${point.year}, ${column}`,
    }));
  return { "un-distance-usa": seeds("usa", "dist_us"), "un-distance-china": seeds("china", "dist_cn") };
};
