import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "The five articles, asked by an outside examiner",
  description:
    "Questions written from the articles themselves, without sight of the model or its answers, of the same thirteen types; see evals/README.md.",
  cases: {
    development: "cases/examiner-development.jsonl",
  },
  splits: ["development"],
});
