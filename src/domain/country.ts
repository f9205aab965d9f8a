import { z } from "zod";

import { FactRecord } from "./fact.ts";
import { SourceRecord } from "./source.ts";

const Names = z.array(z.string().max(120)).max(40).default([]);
const Codes = z.array(z.string().length(3)).max(80).default([]);

/** A country, territory, bloc or region: what it is called and where it belongs. */
export const Country = z.object({
  country: z.string().length(3),
  kind: z.enum(["country", "territory", "bloc", "region", "world"]),
  name: z.string().max(120),
  official_name: z.string().max(200).optional(),
  aliases: Names,
  adjectives: Names,
  capitals: Names,
  cities: Names,
  codes: z.object({ alpha2: z.string().max(3).optional(), numeric: z.string().max(3).optional() }).default({}),
  region: z.string().max(60).nullable().default(null),
  subregion: z.string().max(60).nullable().default(null),
  memberships: Codes,
  members: Codes,
  neighbours: Codes,
  note: z.string().max(1000).nullable().default(null),
});
export type Country = z.infer<typeof Country>;

/** One file of `corpus/countries`: the country with its own sources and facts. */
export const CountryFile = Country.extend({
  sources: z.record(z.string().max(200), SourceRecord).default({}),
  facts: z.array(FactRecord).default([]),
});
export type CountryFile = z.infer<typeof CountryFile>;
