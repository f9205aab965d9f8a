import { defineSuite } from "../src/kit/suite.ts";

const tai = {
  data: "oecd_tai/tai_raw_table_A2_first23.csv",
  file: "oecd_tai/tai_expected_ranks_tables_23_38.csv",
};

export default defineSuite({
  kind: "exposure",
  title: "Published indices and ratings",
  description:
    "Indices of the OECD and of UNDP that our engine must reproduce from their published data, and an article's ratings beside our order; see evals/README.md.",
  references: [
    {
      id: "tai-equal-weights",
      title: "Technology Achievement Index, equal weights: ranks of Table 23 of the OECD Handbook",
      method: "reference/technology-achievement-index.yaml",
      data: tai.data,
      published: { file: tai.file, unit: "iso3", column: "EW_LIN" },
      compare: { what: "ranks" },
    },
    {
      id: "tai-budget-allocation",
      title: "Technology Achievement Index, weights of the budget allocation: ranks of Table 23",
      method: "reference/technology-achievement-index.yaml",
      weights: {
        patents: 0.11,
        royalties: 0.11,
        internet: 0.11,
        exports: 0.18,
        telephones_log10: 0.1,
        electricity_log10: 0.06,
        schooling: 0.15,
        university: 0.18,
      },
      data: tai.data,
      published: { file: tai.file, unit: "iso3", column: "BAP" },
      compare: { what: "ranks" },
    },
    {
      id: "tai-geometric",
      title: "Technology Achievement Index, geometric mean: ranks of Table 38",
      method: "reference/technology-achievement-index-geometric.yaml",
      data: tai.data,
      published: { file: tai.file, unit: "iso3", column: "GME" },
      compare: { what: "ranks" },
    },
    {
      id: "hdi-2022",
      title: "Human Development Index 2022 of UNDP, to three decimals",
      method: "reference/human-development-index.yaml",
      data: "undp_hdi/hdi_2022_components.csv",
      published: { file: "undp_hdi/hdi_2022_components.csv", unit: "iso3", column: "hdi_2022" },
      compare: { what: "scores", decimals: 3 },
    },
  ],
  ratings: ["reference/us-dependency-ratings.yaml"],
});
