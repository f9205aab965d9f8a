import { AttacheError, quoted } from "../../src/kit/error.ts";
import type { RawFolder } from "./raw-folder.ts";

/** Names that the sources use and the key table does not. */
const otherNames: Record<string, string> = {
  "United States": "USA",
  "Korea (Republic of)": "KOR",
  "South Korea": "KOR",
  Turkey: "TUR",
  "United Kingdom": "GBR",
  "Philippines (the)": "PHL",
};

/** Places without independence in the key table that run their own economy in the sources. */
const besides = ["HKG", "TWN"];

/** From names to ISO alpha-3 codes, and the list of countries that a structural zero can be said of. */
export class CountryCodes {
  readonly #codes = new Map<string, string>();
  /** Independent countries with inhabitants, and Hong Kong and Taiwan. */
  readonly listed: string[];

  constructor(raw: RawFolder) {
    for (const row of raw.table("countries/countries.csv")) {
      const code = row["iso3"] ?? "";
      for (const name of [row["name"], row["official_name"]]) if (name && code) this.#codes.set(name, code);
    }
    for (const [name, code] of Object.entries(otherNames)) this.#codes.set(name, code);
    const inhabited = new Set(raw.table("countries/gdp_population_latest.csv").map((row) => row["iso3"]));
    const independent = raw
      .table("countries/datasets_country-codes_original.csv")
      .filter((row) => row["is_independent"] === "Yes")
      .map((row) => row["ISO3166-1-Alpha-3"] ?? "")
      .filter((code) => inhabited.has(code));
    this.listed = [...new Set([...independent, ...besides])].sort();
  }

  /** The code of a name; null for no name and for several countries together. */
  code(name: string): string | null {
    if (name === "" || name === "Multinational") return null;
    const code = this.#codes.get(name);
    if (code === undefined)
      throw new AttacheError("corpus", `No country code is known for ${quoted(name)}.`, {
        next: "Add the name to scripts/observations/country-codes.ts.",
      });
    return code;
  }

  /** The codes of a list of names with commas between, each once. */
  codes(names: string): string[] {
    const codes = names.split(",").map((name) => this.code(name.trim()));
    return [...new Set(codes.filter((code): code is string => code !== null))];
  }
}
