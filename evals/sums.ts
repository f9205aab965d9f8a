import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "What is to be worked out",
  description:
    "Eighty calculations over the figures of the articles and of the country facts, written without sight of the model, its answers or other cases; see evals/README.md.",
  cases: {
    development: "cases/sums-development.jsonl",
  },
  splits: ["development"],
});
