import { numberOf } from "./raw-folder.ts";
import type { Derivation } from "./seed.ts";

/** Names that lost their accents on the way into the file. */
const codes: Record<string, string> = {
  "congo dem rep": "COD",
  "congo rep": "COG",
  "cte divoire": "CIV",
  curaao: "CUW",
  runion: "REU",
  "saint barthlemy": "BLM",
  "virgin islands u k": "VGB",
};

/** Submarine cables that land in a country, by TeleGeography's map (non-commercial). */
export const submarineCables: Derivation = (raw) => ({
  "submarine-cables": raw.table("connectivity/telegeography_cables_by_country_2021.csv").flatMap((row) => {
    const name = row["country"] ?? "";
    const country = row["iso3"] || codes[name];
    return country === undefined ? [] : [{ country, year: 2021, value: numberOf(row["cables"]), row: name }];
  }),
});
