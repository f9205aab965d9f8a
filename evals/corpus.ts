import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "The whole corpus",
  description:
    "Questions an analyst would ask of the countries and blocs with facts, of the same thirteen types; see evals/README.md.",
  cases: {
    development: "cases/corpus-development.jsonl",
    "held-out": "cases/corpus-held-out.jsonl",
  },
  splits: ["development"],
});
