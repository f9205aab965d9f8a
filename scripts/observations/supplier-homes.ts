import { readFileSync } from "node:fs";

import { parse } from "yaml";
import { z } from "zod";

const SupplierList = z.object({
  suppliers: z.array(
    z.object({ name: z.string(), aliases: z.array(z.string()).default([]), jurisdiction: z.string() }),
  ),
});

/** Makers of accelerators that `corpus/suppliers.yaml` does not list, or not under Epoch's name; head office as commonly known. */
const besides: Record<string, string> = {
  "Amazon AWS": "USA",
  Tesla: "USA",
  PEZY: "JPN",
};

/** Where the maker of an accelerator has its head office: `corpus/suppliers.yaml`, by name or alias. */
export function supplierHomes(): Map<string, string> {
  const file = new URL("../../corpus/suppliers.yaml", import.meta.url);
  const homes = new Map(Object.entries(besides));
  for (const { name, aliases, jurisdiction } of SupplierList.parse(parse(readFileSync(file, "utf8"))).suppliers)
    for (const word of [name, ...aliases]) homes.set(word, jurisdiction);
  return homes;
}
