import type { Gazetteer } from "./desk.ts";
import { AttacheError } from "./error.ts";

/** Codes of the countries named, each once; a bloc or region stands for its members. */
export function membersOf(names: string[], gazetteer: Gazetteer): string[] {
  const codes = names.flatMap((name) => {
    const country = gazetteer.require(name);
    if (country.kind === "country" || country.kind === "territory") return [country.country];
    if (country.members.length === 0)
      throw new AttacheError("usage", `No members are known of ${country.name}.`, {
        next: "Name countries, or leave them out to see every country that can be scored.",
      });
    return country.members;
  });
  return [...new Set(codes)];
}
