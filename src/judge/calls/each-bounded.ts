/**
 * Does a piece of work for each item, at most so many at a time, taking an item only when there is room for it; the
 * results are in the items' order. The first failure stops the taking, and is thrown when the work under way has ended.
 */
export async function eachBounded<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let index = 0;
  try {
    for await (const item of items) {
      const place = index++;
      const task = work(item)
        .then(
          (result) => {
            results[place] = result;
          },
          (error: unknown) => {
            failures.push(error);
          },
        )
        .finally(() => running.delete(task));
      running.add(task);
      if (running.size >= limit) await Promise.race(running);
      if (failures.length > 0) break;
    }
  } finally {
    await Promise.all(running);
  }
  if (failures.length > 0) throw failures[0];
  return results;
}
