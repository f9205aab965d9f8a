import type { Level } from "../../src/library/check/finding.ts";

/** The line (from 1) that a text has a mark in; the last one where several have it. */
export function lineOf(text: string, mark: string): number {
  const line = text.split("\n").findLastIndex((candidate) => candidate.includes(mark));
  if (line < 0) throw new Error(`There is no line with ${mark}.`);
  return line + 1;
}

/** A text with a fault: `to` takes the place of `from`, which must be there once. */
export function planted(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${from} stands ${parts.length - 1} times.`);
  return parts.join(to);
}

export interface Fault {
  name: string;
  file?: string;
  /** Takes the place of `from` in the file; without `from` it is added at the end. */
  from?: string;
  to: string;
  /** What the line of the finding has in it. */
  line: string;
  rule: string;
  level?: Level;
  message?: RegExp;
}

/** Faults of files, records and what they refer to. */
export const recordFaults: Fault[] = [
  { name: "broken YAML", to: "note: one: two\n", line: "one: two", rule: "syntax" },
  { name: "a tab", to: "note:\n\t- x\n", line: "\t- x", rule: "syntax" },
  { name: "a duplicate key", to: "name: Arabia\n", line: "name: Arabia", rule: "duplicate-key", message: /key name/ },
  {
    name: "a duplicate key in a record",
    from: "  topic: energy\n",
    to: "  topic: energy\n  topic: chips\n",
    line: "topic: chips",
    rule: "duplicate-key",
  },
  {
    name: "a word that is none of a list",
    from: "topic: energy",
    to: "topic: cuisine",
    line: "topic: cuisine",
    rule: "schema",
    message: /none of the words/,
  },
  {
    name: "a misspelt field",
    from: "kind: deal",
    to: "knid: deal",
    line: "knid: deal",
    rule: "schema",
    message: /knid/,
  },
  { name: "a misspelt heading", to: "fact: []\n", line: "fact: []", rule: "schema", message: /"fact" is a key/ },
  {
    name: "a field that is missing",
    from: "  as_of: '2026-01'\n",
    to: "",
    line: "id: SAU-002",
    rule: "schema",
    message: /as_of" is missing/,
  },
  {
    name: "a claim of 1 MB",
    from: "The kingdom plans 6.6 GW of data-centre power by 2034.",
    to: "x".repeat(2 ** 20),
    line: "claim: xxx",
    rule: "schema",
    message: /too long/,
  },
  {
    name: "a code that is not the file's",
    from: "country: SAU",
    to: "country: SAV",
    line: "country: SAV",
    rule: "schema",
  },
  {
    name: "an id that stands twice",
    from: "id: SAU-002",
    to: "id: SAU-001",
    line: "id: SAU-001",
    rule: "duplicate-id",
  },
  {
    name: "an id of another file",
    from: "id: SAU-002",
    to: "id: ARE-001",
    line: "id: ARE-001",
    rule: "duplicate-id",
    message: /countries\/ARE\.yaml:16/,
  },
  {
    name: "a source nobody knows",
    from: "certainty: projected\n  source: gulf-times-2026",
    to: "certainty: projected\n  source: hearsay",
    line: "source: hearsay",
    rule: "dangling-reference",
  },
  {
    name: "a further source nobody knows",
    to: "  also: [hearsay]\n",
    line: "also: [hearsay]",
    rule: "dangling-reference",
  },
  {
    name: "a conflict with no fact",
    to: "  conflicts_with: [SAU-099]\n",
    line: "SAU-099",
    rule: "dangling-reference",
    message: /SAU-099/,
  },
  {
    name: "a predicted question of a fact that is not there",
    file: "questions/SAU.yaml",
    to: "# yaml-language-server: $schema=../schemas/questions.schema.json\nquestions:\n- fact: SAU-404\n  asked_as: [What is not there at all?]\n",
    line: "SAU-404",
    rule: "dangling-reference",
  },
  { name: "a superseded fact that is not there", to: "  supersedes: [X-1]\n", line: "X-1", rule: "dangling-reference" },
  {
    name: "a conflict set of facts that are not there",
    file: "conflicts.yaml",
    to: "conflicts:\n- {id: c1, topic: t, kind: k, status: open, relation: conflict, facts: [SAU-001, SAU-404], note: Two.}\n",
    line: "SAU-404",
    rule: "dangling-reference",
  },
  {
    name: "a supplier from nowhere",
    file: "suppliers.yaml",
    to: "suppliers:\n- {name: Acme, jurisdiction: QQQ, layers: [cloud], kind: company}\nsupplies: []\nno_share: []\nobserves: []\n",
    line: "QQQ",
    rule: "dangling-reference",
  },
  {
    name: "an assignment to a value that a scheme does not have",
    file: "schemes.yaml",
    to: [
      "schemes:",
      ...["tier", "approach", "driver", "layer"].map((name) => `  ${name}: {question: Q, values: {one: One}}`),
      "assignments:",
      "- {country: SAU, scheme: tier, value: nine, fact: SAU-001}",
      "inferences: []",
      "",
    ].join("\n"),
    line: "nine",
    rule: "dangling-reference",
    message: /tier has no value "nine"/,
  },
  {
    name: "a neighbour that is not there",
    from: "capitals: [Riyadh]\n",
    to: "capitals: [Riyadh]\nneighbours: [ARE, XYZ]\n",
    line: "XYZ",
    rule: "dangling-reference",
  },
  {
    name: "a country of a fact that is not there",
    from: "- id: SAU-002\n",
    to: "- id: SAU-002\n  about: [SAU, QQQ]\n",
    line: "QQQ",
    rule: "dangling-reference",
  },
  {
    name: "a fact that supersedes itself",
    to: "  supersedes: [SAU-002]\n",
    line: "[SAU-002]",
    rule: "cyclic-supersedes",
  },
  {
    name: "facts that supersede one another",
    from: "  source: gulf-times-2026\n- id: SAU-002",
    to: "  source: gulf-times-2026\n  supersedes: [SAU-002]\n- id: SAU-002\n  supersedes: [SAU-001]",
    line: "supersedes: [SAU-002]",
    rule: "cyclic-supersedes",
    message: /SAU-001 supersedes SAU-002 supersedes SAU-001/,
  },
  {
    name: "a bloc that contains itself",
    from: "capitals: [Riyadh]\n",
    to: "capitals: [Riyadh]\nmembers: [SAU]\n",
    line: "members: [SAU]",
    rule: "bloc-members",
    message: /member of itself/,
  },
  {
    name: "a bloc whose member does not exist",
    from: "capitals: [Riyadh]\n",
    to: "capitals: [Riyadh]\nmembers: [ZZZ]\n",
    line: "ZZZ",
    rule: "bloc-members",
  },
  {
    name: "a membership that the bloc does not know of",
    from: "capitals: [Riyadh]\n",
    to: "capitals: [Riyadh]\nmemberships: [ARE]\n",
    line: "memberships",
    rule: "bloc-members",
    level: "warning",
  },
];
