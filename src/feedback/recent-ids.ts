/** The newest ids of a log: what a caller retries soon is not written again. They are remembered for as long as a caller may retry, not forever. */
export interface RecentIds {
  has(id: string): boolean;
  add(id: string): void;
}

/** @param limit How many ids are remembered. */
export function createRecentIds(limit = 100_000): RecentIds {
  const ids = new Set<string | undefined>();
  // Ids in the order they came, in a ring: asking a set for its oldest passes over all that were deleted.
  const ring: string[] = [];
  let oldest = 0;
  return {
    has: (id) => ids.has(id),
    add(id) {
      if (ids.has(id)) return;
      ids.add(id);
      ids.delete(ring[oldest]);
      ring[oldest] = id;
      oldest = (oldest + 1) % limit;
    },
  };
}
