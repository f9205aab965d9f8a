import { discover } from "../../kit/discover.ts";
import type { CorpusFile } from "../corpus-files.ts";
import { readCheckedCorpus } from "./checked-corpus.ts";
import type { CheckContext, RuleDefinition } from "./define-rule.ts";
import type { Edit, Finding } from "./finding.ts";

/** A rule with its name, which is the name of its file. */
export interface Rule extends RuleDefinition {
  name: string;
}

/** The rules in a folder. */
export async function discoverRules(folder: string): Promise<Rule[]> {
  return (await discover<RuleDefinition>(folder)).map(({ name, definition }) => ({ ...definition, name }));
}

export interface Checked {
  /** By file, line and column. */
  findings: Finding[];
  edits: Edit[];
}

/** Holds the files of a corpus against the rules. Nothing is written. */
export function checkCorpus(files: CorpusFile[], rules: Rule[], context: CheckContext): Checked {
  const corpus = readCheckedCorpus(files);
  const findings: Finding[] = [];
  const edits: Edit[] = [];
  for (const rule of rules)
    for (const { place, message, mend, level, fix } of rule.check(corpus, context)) {
      const fixable = fix !== undefined && fix.length > 0;
      findings.push({ ...place, rule: rule.name, level: level ?? rule.level, message, mend, fixable });
      edits.push(...(fix ?? []));
    }
  return { findings: findings.sort(byPlace), edits };
}

function byPlace(one: Finding, other: Finding): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column || (one.rule < other.rule ? -1 : 1);
}
