/** The ids given to the newest idempotency keys. Keys are remembered for as long as a caller may retry, not forever. */
export interface RecentKeys {
  get(key: string): string | undefined;
  set(key: string, id: string): void;
}

/** @param limit How many keys are remembered. */
export function createRecentKeys(limit = 100_000): RecentKeys {
  const idByKey = new Map<string, string>();
  return {
    get: (key) => idByKey.get(key),
    set(key, id) {
      idByKey.set(key, id);
      if (idByKey.size <= limit) return;
      const oldest = idByKey.keys().next();
      if (!oldest.done) idByKey.delete(oldest.value);
    },
  };
}
