import { Bound, Certainty, FactKind, Quantity, Status, Topic } from "../../../domain/fact.ts";
import { PublisherKind } from "../../../domain/source.ts";
import type { Subcommand } from "../command.ts";

/** Flags of `corpus add-fact`. */
export const factOptions: NonNullable<Subcommand["options"]> = [
  { flags: "--country <country>", description: "country or bloc, by name or code" },
  { flags: "--topic <topic>", description: Topic.options.join(", ") },
  { flags: "--kind <kind>", description: FactKind.options.join(", ") },
  { flags: "--claim <sentence>", description: "one sentence in your own words, with one main figure" },
  { flags: "--value <number>", description: "the figure as a plain number" },
  { flags: "--low <number>", description: "lower end of a range" },
  { flags: "--high <number>", description: "upper end of a range" },
  { flags: "--unit <unit>", description: "with its scale: EUR billion, GW, percent" },
  { flags: "--bound <bound>", description: Bound.options.join(", ") },
  { flags: "--per <period>", description: Quantity.shape.per.unwrap().options.join(", ") },
  { flags: "--of <text>", description: "what the figure measures" },
  { flags: "--as-of <date>", description: "YYYY, YYYY-MM, YYYY-MM-DD, or unknown" },
  { flags: "--target-date <date>", description: "of a plan or forecast" },
  { flags: "--status <status>", description: Status.options.join(", ") },
  { flags: "--certainty <certainty>", description: Certainty.options.join(", ") },
  { flags: "--source <key>", description: "a source that a country's file has already" },
  { flags: "--source-url <url>", description: "address of a new source" },
  { flags: "--source-title <title>", description: "its title, as published" },
  { flags: "--source-publisher <name>", description: "who published it" },
  { flags: "--source-kind <kind>", description: PublisherKind.options.join(", ") },
  { flags: "--source-published <date>", description: "when it was published, or unknown" },
  { flags: "--locator <words>", description: "up to eight words of the page" },
  { flags: "--also <key>", description: "a further source that says the same (may be repeated)", repeat: true },
  { flags: "--conflicts-with <id>", description: "a fact with another value (may be repeated)", repeat: true },
  { flags: "--supersedes <id>", description: "an older fact that this one replaces (may be repeated)", repeat: true },
  { flags: "--party <name>", description: "a supplier, partner or owner named (may be repeated)", repeat: true },
];
