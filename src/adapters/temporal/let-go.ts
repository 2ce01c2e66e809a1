const reasons = new WeakSet<Error>();

/** Marks the reason of a signal: the work has not been called off, but is in the hands of another process, which goes on with it. */
export function letGo<E extends Error>(reason: E): E {
  reasons.add(reason);
  return reason;
}

export const isLetGo = (reason: unknown): boolean => reason instanceof Error && reasons.has(reason);
