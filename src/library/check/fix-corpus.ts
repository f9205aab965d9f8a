import type { CorpusFile } from "../corpus-files.ts";
import { checkCorpus, type Checked, type Rule } from "./check-corpus.ts";
import type { CheckContext } from "./define-rule.ts";
import type { Edit, Finding } from "./finding.ts";

export interface Fixed {
  /** The files that differ, as they are to be written. */
  changed: CorpusFile[];
  /** The findings that were mended. */
  mended: Finding[];
  /** What the check says of the files as they are now. */
  after: Checked;
}

const mostPasses = 5;

/** Mends what is mechanical, until nothing of that kind is left; gives the new texts and writes none. */
export function fixCorpus(files: CorpusFile[], rules: Rule[], context: CheckContext): Fixed {
  let current = files;
  let checked = checkCorpus(current, rules, context);
  const mended: Finding[] = [];
  for (let pass = 0; pass < mostPasses && checked.edits.length > 0; pass += 1) {
    const before = checked.findings.filter((finding) => finding.fixable);
    current = applyEdits(current, checked.edits);
    checked = checkCorpus(current, rules, context);
    const left = new Set(checked.findings.filter((finding) => finding.fixable).map(keyOf));
    mended.push(...before.filter((finding) => !left.has(keyOf(finding))));
  }
  const original = new Map(files.map((file) => [file.path, file.content]));
  return {
    changed: current.filter((file) => original.get(file.path) !== file.content),
    mended,
    after: checked,
  };
}

// The line may move when another one is put before it.
function keyOf(finding: Finding): string {
  return [finding.rule, finding.file, finding.message, finding.rule === "white-space" ? finding.line : ""].join("\n");
}

/** The files with the edits applied; of two that overlap the first one counts, and the next pass sees to the other. */
function applyEdits(files: CorpusFile[], edits: Edit[]): CorpusFile[] {
  const byFile = new Map<string, Edit[]>();
  for (const edit of edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  return files.map((file) => {
    let { content } = file;
    let limit = Number.POSITIVE_INFINITY;
    const own = (byFile.get(file.path) ?? []).toSorted((one, other) => other.start - one.start || other.end - one.end);
    for (const edit of own) {
      if (edit.end > limit || edit.start >= limit) continue;
      content = content.slice(0, edit.start) + edit.text + content.slice(edit.end);
      limit = edit.start;
    }
    return { path: file.path, content };
  });
}
