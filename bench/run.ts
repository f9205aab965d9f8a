import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { discover } from "../src/kit/discover.ts";
import type { Benchmark } from "./support/benchmark.ts";

// Each benchmark measures ours and a baseline in the same run; what counts is the ratio, since machines are noisy.
const wanted = process.argv.slice(2);
const here = fileURLToPath(new URL("measures", import.meta.url));
const found = await discover<Benchmark>(join(here));
process.stdout.write("measure | ours | baseline | ratio | aim\n---|---|---|---|---\n");
for (const { name, definition } of found) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const row of await definition.run()) {
    const ratio = row.baseline > 0 ? row.ours / row.baseline : Number.NaN;
    const shown = Number.isFinite(ratio) ? ratio.toFixed(2) : "–";
    process.stdout.write(
      `${row.what} | ${format(row.ours)} ${row.unit} | ${row.baselineName} ${row.baseline > 0 ? `${format(row.baseline)} ${row.unit}` : ""} | ${shown} | ${row.aim}\n`,
    );
  }
}
process.exit(0); // native threads of the index and the model would keep the process alive

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
