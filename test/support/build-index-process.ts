// Builds the index of the small corpus in the data folder given, and prints how many units it holds or why it cannot;
// run as a process of its own.
import { asAttacheError } from "../../src/kit/error.ts";
import { openOrBuildIndex } from "../../src/library/build-index.ts";
import { fakeEmbedder } from "./fake-embedder.ts";
import { loadSmallCorpus } from "./small-corpus.ts";

try {
  const { units } = await openOrBuildIndex({
    home: process.argv[2] ?? "",
    corpus: loadSmallCorpus(),
    embedder: fakeEmbedder({ pause: 300 }),
    now: () => new Date("2026-11-24T00:00:00Z"),
  });
  process.stdout.write(String(await units.countRows()));
} catch (thrown) {
  const { kind, sentence } = asAttacheError(thrown);
  process.stdout.write(`${kind}: ${sentence}`);
}
