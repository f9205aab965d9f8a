import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "The facts of all countries, asked by a fourth examiner",
  description:
    "Ninety-odd questions of every type on the facts of countries, written in the same way; see evals/README.md.",
  cases: {
    development: "cases/fourth-examiner-corpus-development.jsonl",
  },
  splits: ["development"],
});
