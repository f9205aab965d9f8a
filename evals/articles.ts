import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "Five articles and eight countries",
  description:
    "Questions an analyst would ask of the five articles and of the first eight countries, of thirteen types; see evals/README.md.",
  cases: {
    development: "cases/articles-development.jsonl",
    "held-out": "cases/articles-held-out.jsonl",
  },
  splits: ["development"],
});
