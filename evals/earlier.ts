import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  title: "What was held out before",
  description:
    "The questions that were held out until they had been run a dozen times; they have been read since, and others are held out. See evals/README.md.",
  cases: {
    development: "cases/earlier-development.jsonl",
  },
  splits: ["development"],
});
