import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "The facts of all countries, asked by a second examiner",
  description: "Sixty questions on the facts of countries, written in the same way; see evals/README.md.",
  cases: {
    development: "cases/second-examiner-corpus-development.jsonl",
  },
  splits: ["development"],
});
