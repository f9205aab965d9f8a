import { defineFamily } from "../command.ts";
import addFact from "../corpus/add-fact.ts";
import check from "../corpus/check.ts";
import coverage from "../corpus/coverage.ts";

export default defineFamily({
  group: "Keep the corpus",
  summary: "Check the corpus, see what it covers, add a fact",
  subcommands: { check, coverage, "add-fact": addFact },
});
