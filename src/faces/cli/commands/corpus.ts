import { defineFamily } from "../command.ts";
import addFact from "../corpus/add-fact.ts";
import check from "../corpus/check.ts";
import coverage from "../corpus/coverage.ts";
import reindex from "../corpus/reindex.ts";

export default defineFamily({
  group: "Keep the corpus",
  summary: "Check the corpus, see what it covers, add a fact, index it with another model",
  subcommands: { check, coverage, "add-fact": addFact, reindex },
});
