export const verdicts = ["supported", "contradicted", "partly", "not-found"] as const;
export type Verdict = (typeof verdicts)[number];

export interface Scored {
  label: Verdict;
  said: Verdict;
}

/** Macro F1 over the labels that occur; in three ways "partly" counts as not found. */
export function macroF1(some: Scored[]): number {
  const labels = [...new Set(some.map(({ label }) => label))];
  const scores = labels.map((label) => {
    const truth = some.filter((one) => one.label === label).length;
    const said = some.filter((one) => one.said === label).length;
    const both = some.filter((one) => one.label === label && one.said === label).length;
    return both === 0 ? 0 : (2 * both) / (truth + said);
  });
  return scores.reduce((sum, value) => sum + value, 0) / (scores.length || 1);
}

/** Accuracy and macro F1 in three ways, and supported against all else, each side weighing the same. */
export function summary(some: Scored[]): string {
  const three = some
    .filter(({ label }) => label !== "partly")
    .map(({ label, said }): Scored => ({ label, said: said === "partly" ? "not-found" : said }));
  const right = three.filter(({ label, said }) => label === said).length;
  const share = (of: Scored[], is: (one: Scored) => boolean): number => of.filter(is).length / (of.length || 1);
  const yes = share(
    some.filter(({ label }) => label === "supported"),
    ({ said }) => said === "supported",
  );
  const no = share(
    some.filter(({ label }) => label !== "supported"),
    ({ said }) => said !== "supported",
  );
  const all = some.filter(({ label, said }) => label === said).length;
  return `${all} of ${some.length} right, macro F1 ${macroF1(some).toFixed(2)}; three ways ${(right / three.length).toFixed(3)}, macro F1 ${macroF1(three).toFixed(3)}; supported or not, balanced ${((yes + no) / 2).toFixed(3)}`;
}

/** The confusion matrix as a table in Markdown. */
export function matrix(some: Scored[]): string {
  const rows = verdicts.map((label) => {
    const cells = verdicts.map((said) => some.filter((one) => one.label === label && one.said === said).length);
    return `| ${label} | ${cells.join(" | ")} |`;
  });
  return `| label \\ verdict | ${verdicts.join(" | ")} |\n|---|${"---:|".repeat(verdicts.length)}\n${rows.join("\n")}`;
}
