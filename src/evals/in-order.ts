/**
 * Works on several items at a time and gives the results in the order of the items. `done` is told of each as it is
 * finished. After the first failure no further item is begun, and that failure is thrown.
 */
export async function inOrder<Item, Result>(
  items: Item[],
  jobs: number,
  work: (item: Item, index: number) => Promise<Result>,
  done: (result: Result, item: Item) => void = () => {},
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let stopped = false;
  const worker = async (): Promise<void> => {
    while (!stopped && next < items.length) {
      const index = next;
      next += 1;
      try {
        const result = await work(items[index] as Item, index);
        results[index] = result;
        done(result, items[index] as Item);
      } catch (thrown) {
        stopped = true;
        throw thrown;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: Math.max(1, jobs) }, worker));
  const failure = outcomes.find((outcome) => outcome.status === "rejected");
  if (failure) throw failure.reason;
  return results;
}
