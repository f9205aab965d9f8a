import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "The five articles, asked by a second examiner",
  description:
    "A hundred more questions written from the articles, without sight of the model, its answers or other cases; see evals/README.md.",
  cases: {
    development: "cases/second-examiner-development.jsonl",
  },
  splits: ["development"],
});
