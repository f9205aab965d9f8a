import type { ProjectMoney } from "./project-money.ts";
import { moneyInWords } from "./project-money.ts";
import type { SupplierShare } from "./project-shares.ts";

interface Computed {
  scope: string;
  supplier: string | null;
  total: number;
  counts: { status: Record<string, number>; category: Record<string, number> };
  shares: SupplierShare[];
  money: ProjectMoney;
}

/** A sentence that can be cited as computed over our own records, with the numbers behind it. */
interface Statement {
  key: string;
  text: string;
  data: Record<string, unknown>;
}

/** What was computed, each in one sentence that stands alone: counts, shares, coverage and sums. */
export function statements(output: Computed): Statement[] {
  const { total, counts, shares, money } = output;
  const what = output.supplier ? `${output.scope} naming ${output.supplier}` : output.scope;
  const where = `Of our ${what}`;
  return [
    { key: "total", text: `${total} ${what} in our tracker.`, data: { total } },
    ...(total > 0
      ? [
          { key: "status", text: `${where}, by status: ${listed(counts.status)}.`, data: counts.status },
          { key: "category", text: `${where}, by category: ${listed(counts.category)}.`, data: counts.category },
        ]
      : []),
    ...shares.map((share) => ({
      key: `share:${share.supplier}`,
      text: `${share.records} of ${share.of} of our ${output.scope} name ${share.supplier} = ${share.percent}%; of the ${share.ofNamed} that name any supplier it is ${share.percentOfNamed}%, of the ${share.ofLayer} that name one best known for ${share.layer} ${share.percentOfLayer}%.`,
      data: share,
    })),
    ...(money.of > 0 ? [coverage(money, what)] : []),
    ...money.sums.map((sum) => ({
      key: `sum:${sum.currency}:${sum.status}`,
      text: `${where}, ${sum.status}: ${moneyInWords(sum.currency, sum.total)} over ${sum.records} ${sum.records === 1 ? "record" : "records"}${sum.limits > 0 ? `, ${sum.limits} of them upper limits` : ""}.`,
      data: sum,
    })),
  ];
}

function coverage(money: ProjectMoney, what: string): Statement {
  const left = Object.entries(money.leftOut).flatMap(([reason, count]) => (count > 0 ? [`${count} ${reason}`] : []));
  return {
    key: "coverage",
    text: `${money.carrying} of ${money.of} ${what} carry an amount (laws apart)${left.length > 0 ? `; left out of the sums: ${left.join(", ")}` : ""}. Sums may overlap where one record is part of another; currencies and statuses are never added together.`,
    data: { carrying: money.carrying, of: money.of, summed: money.summed, ...money.leftOut },
  };
}

function listed(counts: Record<string, number>): string {
  const entries = Object.entries(counts).filter(([, count]) => count > 0);
  return entries.map(([key, count]) => `${key} ${count}`).join(", ");
}
