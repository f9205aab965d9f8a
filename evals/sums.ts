import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "What is to be worked out",
  description:
    "Calculations over the figures of the articles and of the country facts, written without sight of the model, its answers or other cases; see evals/README.md.",
  cases: {
    development: "cases/sums-development.jsonl",
    "held-out": "cases/sums-held-out.jsonl",
  },
  splits: ["development"],
});
