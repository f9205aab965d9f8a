import { z } from "zod";

import { StatusGroup, type Amount, type TrackedRecord } from "../../src/domain/project.ts";

export const ProjectMoney = z.object({
  /** Records that can carry an amount: all but laws. */
  of: z.number().int(),
  carrying: z.number().int(),
  /** Amounts that stand in the sums. */
  summed: z.number().int(),
  /** By reason: superseded, ended, repeated. */
  leftOut: z.record(z.string(), z.number().int()),
  sums: z.array(
    z.object({
      currency: z.string(),
      status: StatusGroup,
      total: z.number(),
      records: z.number().int(),
      /** How many of the amounts are upper limits ("up to"). */
      limits: z.number().int(),
    }),
  ),
});
export type ProjectMoney = z.infer<typeof ProjectMoney>;

/** The farthest first: money told twice counts where it has come farthest. */
const farthest: StatusGroup[] = [
  "operational",
  "in-force",
  "under-construction",
  "committed",
  "announced",
  "unknown",
  "ended",
];

/**
 * Sums of money, one for each currency and status group: nothing is added across groups or currencies. A sum takes each
 * amount once: what is superseded, expired or cancelled is left out, and the same figure of one country, or one that
 * contradicts another in the sums, counts where it has come farthest, and there the best graded.
 */
export function moneyOf(records: TrackedRecord[]): ProjectMoney {
  const able = records.filter((record) => record.kind !== "law");
  const carrying = able.filter((record) => record.amount !== null);
  const superseded = carrying.filter((record) => record.fact.supersededBy.length > 0);
  const ended = carrying.filter((record) => record.statusGroup === "ended" && !superseded.includes(record));
  const rest = carrying
    .filter((record) => !superseded.includes(record) && !ended.includes(record))
    .sort(
      (a, b) =>
        farthest.indexOf(a.statusGroup) - farthest.indexOf(b.statusGroup) ||
        a.fact.grade.code.localeCompare(b.fact.grade.code) ||
        a.fact.id.localeCompare(b.fact.id),
    );
  const told = new Set<string>();
  const counted = rest.filter(({ fact, amount }) => {
    const same = amount ? `${fact.countries[0]} ${keyOf(amount)}` : "";
    if (told.has(same) || fact.conflictsWith.some((id) => told.has(id))) return false;
    told.add(same).add(fact.id);
    return true;
  });
  return {
    of: able.length,
    carrying: carrying.length,
    summed: counted.length,
    leftOut: { superseded: superseded.length, ended: ended.length, repeated: rest.length - counted.length },
    sums: sumsOf(counted),
  };
}

function sumsOf(records: TrackedRecord[]): ProjectMoney["sums"] {
  const sums = new Map<string, ProjectMoney["sums"][number]>();
  for (const { amount, statusGroup, fact } of records) {
    if (!amount) continue;
    const key = `${amount.currency} ${statusGroup}`;
    const sum = sums.get(key) ?? { currency: amount.currency, status: statusGroup, total: 0, records: 0, limits: 0 };
    sum.total += amount.value;
    sum.records += 1;
    sum.limits += fact.quantity?.bound === "up-to" || fact.quantity?.bound === "at-most" ? 1 : 0;
    sums.set(key, sum);
  }
  return [...sums.values()].sort(
    (a, b) =>
      a.currency.localeCompare(b.currency) ||
      StatusGroup.options.indexOf(a.status) - StatusGroup.options.indexOf(b.status),
  );
}

function keyOf(amount: Amount): string {
  return `${amount.currency} ${amount.value}`;
}

/** `USD 15.2 billion`. */
export function moneyInWords(currency: string, value: number): string {
  const scales: [number, string][] = [
    [1e12, "trillion"],
    [1e9, "billion"],
    [1e6, "million"],
  ];
  const [factor, word] = scales.find(([size]) => value >= size) ?? [1, ""];
  return `${currency} ${Number((value / factor).toPrecision(6))}${word ? ` ${word}` : ""}`;
}
