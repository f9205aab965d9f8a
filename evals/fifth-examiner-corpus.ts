import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "The facts of all countries, asked by a fifth examiner",
  description:
    "A hundred-odd questions of every type on the facts of countries, written in the same way; see evals/README.md.",
  cases: {
    development: "cases/fifth-examiner-corpus-development.jsonl",
  },
  splits: ["development"],
});
