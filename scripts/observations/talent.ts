import { numberOf } from "./raw-folder.ts";
import type { Derivation } from "./seed.ts";

const years = [2017, 2018, 2019];

/** Members of LinkedIn with AI skills who moved in or out. */
export const talent: Derivation = (raw) => ({
  "ai-skill-migration": raw
    .table("talent/wb_linkedin_ai_skill_migration_2015_2019.csv")
    .filter((row) => row["skill_group_name"]?.startsWith("Artificial Intelligence"))
    .flatMap((row) => {
      const nets = years
        .map((year) => numberOf(row[`net_per_10K_${year}`]))
        .filter((net): net is number => net !== null);
      if (nets.length < years.length) return [];
      const mean = nets.reduce((sum, net) => sum + net, 0) / nets.length;
      const country = row["iso3"] ?? "";
      return [
        {
          country,
          year: 2019,
          value: mean,
          low: Math.min(...nets),
          high: Math.max(...nets),
          row: `${country}, skill group ${row["skill_group_id"]}`,
        },
      ];
    }),
});
