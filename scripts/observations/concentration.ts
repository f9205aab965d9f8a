/** The sum of a list. */
export function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Adds up what belongs to each key. */
export function totals<T>(
  items: Iterable<T>,
  key: (item: T) => string,
  size: (item: T) => number = () => 1,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(key(item), (sums.get(key(item)) ?? 0) + size(item));
  return sums;
}

/** Puts what belongs to each key together. */
export function grouped<T>(items: Iterable<T>, keys: (item: T) => Iterable<string>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const key of keys(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}

/** The Herfindahl–Hirschman index of sizes: the sum of squared shares, from near 0 (many alike) to 1 (one alone). */
export function concentration(sizes: Iterable<number>): number {
  const list = [...sizes];
  const whole = total(list);
  return total(list.map((size) => (size / whole) ** 2));
}
