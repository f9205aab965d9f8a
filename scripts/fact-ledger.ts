// Accounts for every record of an input folder of facts (`countries/*.yaml`, `articles/*.yaml`): kept, changed, merged
// into another, or not there; and prints what the corpus holds. Usage: npm run ledger -- FOLDER
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { openDesk } from "../src/desk.ts";

interface InputRecord {
  id: string;
  claim: string;
  quantity?: { value: number; unit: string };
}

const [folder] = process.argv.slice(2);
const desk = await openDesk();
const { facts, sources, conflicts, countries, problems } = desk.corpus;
const byId = new Map(facts.map((fact) => [fact.id, fact]));
const byClaim = new Map(facts.map((fact) => [fact.claim, fact]));
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

if (folder === undefined || !existsSync(folder)) say("No input folder named: only what the corpus holds is counted.\n");
else {
  const input = ["countries", "articles"].flatMap((name) => {
    const below = join(folder, name);
    return readdirSync(below)
      .filter((file) => file.endsWith(".yaml"))
      .flatMap((file) => (parse(readFileSync(join(below, file), "utf8")) as { facts?: InputRecord[] }).facts ?? []);
  });
  const outcomes = new Map<string, string[]>();
  for (const record of input) {
    const outcome = outcomeOf(record);
    outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), record.id]);
  }
  say(`records in: ${input.length}`);
  for (const [outcome, ids] of outcomes)
    say(`  ${outcome}: ${ids.length}${ids.length <= 12 ? ` (${ids.join(" ")})` : ""}`);
  const total = [...outcomes.values()].reduce((sum, ids) => sum + ids.length, 0);
  say(`  adds up: ${total} of ${input.length}${total === input.length ? "" : " — DOES NOT ADD UP"}\n`);
  if (total !== input.length) process.exitCode = 1;
}

const perCountry = new Map<string, number>();
for (const fact of facts) for (const code of fact.countries) perCountry.set(code, (perCountry.get(code) ?? 0) + 1);
const atLeast = (least: number): number => [...perCountry.values()].filter((count) => count >= least).length;
const grades = new Map<string, number>();
for (const fact of facts) grades.set(fact.grade.code, (grades.get(fact.grade.code) ?? 0) + 1);
say(`facts: ${facts.length}; sources: ${sources.length}; countries and blocs: ${countries.length}`);
say(`with facts: ≥1 ${atLeast(1)}, ≥5 ${atLeast(5)}, ≥10 ${atLeast(10)}, ≥20 ${atLeast(20)}`);
say(
  `grades: ${[...grades]
    .sort((a, b) => a[0].localeCompare(b[0]))
    .map(([code, count]) => `${code} ${count}`)
    .join(", ")}`,
);
say(
  `recorded sets: ${["conflict", "agreement", "gap"].map((relation) => `${conflicts.filter((set) => set.relation === relation).length} ${relation}`).join(", ")}`,
);
say(`facts that name a conflict: ${facts.filter((fact) => fact.conflictsWith.length > 0).length}`);
say(`corroborated (credibility 1): ${facts.filter((fact) => fact.grade.credibility === 1).length}`);
say(`superseded: ${facts.filter((fact) => fact.supersededBy.length > 0).length}`);
say(`files left out: ${problems.length}`);
process.exit();

function outcomeOf(record: InputRecord): string {
  const fact = byId.get(record.id);
  if (fact?.claim === record.claim)
    return fact.quantity?.value === record.quantity?.value ? "kept" : "kept, figure changed";
  if (fact) return "kept, wording changed";
  return byClaim.has(record.claim) ? "merged into another record" : "not in the corpus";
}
