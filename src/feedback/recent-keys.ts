/** The ids given to the newest idempotency keys. Keys are remembered for as long as a caller may retry, not forever. */
export interface RecentKeys {
  get(key: string): string | undefined;
  set(key: string, id: string): void;
}

/** @param limit How many keys are remembered. */
export function createRecentKeys(limit = 100_000): RecentKeys {
  const idByKey = new Map<string, string>();
  // Keys in the order they came, in a ring: asking a map for its oldest key passes over all that were deleted.
  const ring: string[] = [];
  let oldest = 0;
  return {
    get: (key) => idByKey.get(key),
    set(key, id) {
      if (!idByKey.has(key)) {
        if (ring.length < limit) ring.push(key);
        else {
          idByKey.delete(ring[oldest] as string);
          ring[oldest] = key;
          oldest = (oldest + 1) % limit;
        }
      }
      idByKey.set(key, id);
    },
  };
}
