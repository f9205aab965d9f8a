import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "The five articles, asked by a fifth examiner",
  description:
    "A hundred-odd questions of every type, written from the articles without sight of the model, its answers or other cases; see evals/README.md.",
  cases: {
    development: "cases/fifth-examiner-development.jsonl",
  },
  splits: ["development"],
});
