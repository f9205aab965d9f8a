import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "The facts of all countries, asked by a third examiner",
  description: "Some fifty questions on the facts of countries, written in the same way; see evals/README.md.",
  cases: {
    development: "cases/third-examiner-corpus-development.jsonl",
  },
  splits: ["development"],
});
