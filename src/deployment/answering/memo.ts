/** Remembers the latest values by key, the oldest forgotten first. */
export interface Memo<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

export function createMemo<Value>(limit: number): Memo<Value> {
  const values = new Map<string, Value>();
  // Keys in the order they came, in a ring: asking a map for its oldest key passes over all that were deleted.
  const ring: string[] = [];
  let oldest = 0;
  return {
    get: (key) => values.get(key),
    delete: (key) => void values.delete(key),
    set(key, value) {
      if (!values.has(key)) {
        if (ring.length < limit) ring.push(key);
        else {
          values.delete(ring[oldest] as string);
          ring[oldest] = key;
          oldest = (oldest + 1) % limit;
        }
      }
      values.set(key, value);
    },
  };
}
