import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "The five articles, asked by a third examiner",
  description:
    "Some sixty questions written from the articles, half of them on sums, what is not there, and follow-ups, without sight of the model, its answers or other cases; see evals/README.md.",
  cases: {
    development: "cases/third-examiner-development.jsonl",
  },
  splits: ["development"],
});
