import { defineSuite } from "../src/kit/suite.ts";

export default defineSuite({
  kind: "retrieval",
  title: "Search for the evidence",
  description:
    "The questions of the other suites put to search_corpus alone: the sources of a case are what it should find; see evals/README.md.",
  cases: {
    development: ["cases/articles-development.jsonl", "cases/corpus-development.jsonl"],
    "held-out": ["cases/articles-held-out.jsonl", "cases/corpus-held-out.jsonl"],
  },
  splits: ["development"],
});
