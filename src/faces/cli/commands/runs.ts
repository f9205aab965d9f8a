import { defineFamily } from "../command.ts";
import list from "../runs/list.ts";
import prune from "../runs/prune.ts";
import redact from "../runs/redact.ts";

export default defineFamily({
  group: "Ask",
  summary: "List the runs in the log, take the words out of some, remove old ones",
  subcommands: { list, redact, prune },
});
