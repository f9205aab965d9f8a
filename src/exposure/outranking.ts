/**
 * Non-compensatory comparison of units, criterion by criterion (Munda and Nardo 2005; OECD Handbook 2008, step 6): a unit
 * beats another by the weight of the criteria in which it is better, whatever the margin.
 */

/**
 * The outranking matrix, row against column, as shares of the weight of the criteria both have; a tie counts half for
 * each. `scores[criterion][unit]`; NaN where two units share no criterion.
 */
export function outrankingMatrix(scores: ArrayLike<number>[], weights: ArrayLike<number>): Float64Array[] {
  const units = scores[0]?.length ?? 0;
  const matrix = Array.from({ length: units }, () => new Float64Array(units));
  for (let a = 0; a < units; a += 1)
    for (let b = a + 1; b < units; b += 1) {
      let [won, all] = [0, 0];
      for (let criterion = 0; criterion < scores.length; criterion += 1) {
        const [left, right] = [scores[criterion]![a]!, scores[criterion]![b]!];
        if (Number.isNaN(left) || Number.isNaN(right)) continue;
        all += weights[criterion]!;
        const draw = Math.abs(left - right) <= 1e-12 * Math.max(Math.abs(left), Math.abs(right));
        won += draw ? weights[criterion]! / 2 : left > right ? weights[criterion]! : 0;
      }
      matrix[a]![b] = won / all;
      matrix[b]![a] = (all - won) / all;
    }
  return matrix;
}

/** Copeland's score: pairs won less pairs lost, from −(n − 1) to n − 1. */
export function copeland(matrix: Float64Array[]): Float64Array {
  return Float64Array.from(matrix, (row, a) => {
    let score = 0;
    for (let b = 0; b < row.length; b += 1) {
      const margin = row[b]! - matrix[b]![a]!;
      // Sums of weights in another order differ in their last digits: that is a draw.
      if (a !== b && Math.abs(margin) > 1e-9) score += Math.sign(margin);
    }
    return score;
  });
}

/** Borda's count: the support a unit gathers over all pairs. */
export function borda(matrix: Float64Array[]): Float64Array {
  return Float64Array.from(matrix, (row, a) => row.reduce((sum, value, b) => (a === b ? sum : sum + value), 0));
}

/** Units that Kemeny's rule can order exactly in memory of a few megabytes. */
export const mostForKemeny = 16;

/**
 * The orders with the greatest total support over all pairs (Condorcet, Kemeny, Young), by dynamic programming over
 * subsets; at most `most` of them. Throws a RangeError for more than `mostForKemeny` units.
 */
export function kemeny(matrix: Float64Array[], most = 10): { score: number; orders: number[][] } {
  const count = matrix.length;
  if (count > mostForKemeny) throw new RangeError(`${count} units are more than ${mostForKemeny}`);
  const best = new Float64Array(2 ** count);
  for (let set = 1; set < best.length; set += 1) {
    best[set] = Number.NEGATIVE_INFINITY;
    for (let last = 0; last < count; last += 1)
      if (set & (1 << last))
        best[set] = Math.max(best[set]!, best[set ^ (1 << last)]! + supportAbove(matrix, set, last));
  }
  const orders: number[][] = [];
  const walk = (set: number, tail: number[]): void => {
    if (orders.length >= most) return;
    if (set === 0) orders.push(tail);
    for (let last = 0; last < count; last += 1)
      if (set & (1 << last)) {
        const rest = set ^ (1 << last);
        if (Math.abs(best[rest]! + supportAbove(matrix, set, last) - best[set]!) < 1e-9) walk(rest, [last, ...tail]);
      }
  };
  walk(best.length - 1, []);
  return { score: best[best.length - 1]!, orders };
}

// What the other units of a set gather against the one that stands last.
function supportAbove(matrix: Float64Array[], set: number, last: number): number {
  let support = 0;
  for (let other = 0; other < matrix.length; other += 1)
    if (other !== last && set & (1 << other)) support += matrix[other]![last]! || 0;
  return support;
}
