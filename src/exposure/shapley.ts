/**
 * Shapley values by all subsets (Shapley 1953): what each of `count` players adds to `value`, on average over all orders in
 * which they may join. `value(set)` takes the players present as bits. The values sum to value(all) − value(none); exact, for
 * up to 20 players.
 */
export function shapley(count: number, value: (set: number) => number): Float64Array {
  if (count > 20) throw new RangeError(`${count} players are more than 20`);
  const worth = Float64Array.from({ length: 2 ** count }, (_, set) => value(set));
  // |S|! (n − |S| − 1)! / n!
  const share = Float64Array.from({ length: count }, (_, size) => 1 / (count * binomial(count - 1, size)));
  const result = new Float64Array(count);
  for (let set = 0; set < worth.length; set += 1) {
    const size = bits(set);
    for (let player = 0; player < count; player += 1)
      if (!(set & (1 << player))) result[player]! += share[size]! * (worth[set | (1 << player)]! - worth[set]!);
  }
  return result;
}

function bits(set: number): number {
  let [count, rest] = [0, set];
  for (; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function binomial(n: number, k: number): number {
  let result = 1;
  for (let index = 1; index <= k; index += 1) result = (result * (n - k + index)) / index;
  return result;
}
