import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "The whole corpus, asked by somebody else",
  description:
    "Questions written without sight of the model or its answers, in many voices, of the same thirteen types; see evals/README.md.",
  cases: {
    development: "cases/fresh-development.jsonl",
  },
  splits: ["development"],
});
