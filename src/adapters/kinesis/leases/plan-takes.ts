import type { SeenLease } from "./lease-table.js";

/**
 * Which leases a reader takes now, of those that can be read: free ones up to its share; when there is none, one of the reader that has two more than it.
 * Readers that all do so end up with shares that differ by one at most, and then leave each other alone.
 */
export function planTakes(leases: readonly SeenLease[], reader: string): readonly SeenLease[] {
  const counts = new Map<string, number>([[reader, 0]]);
  for (const lease of leases)
    if (lease.reader !== undefined) counts.set(lease.reader, (counts.get(lease.reader) ?? 0) + 1);
  const share = Math.ceil(leases.length / counts.size);
  const mine = counts.get(reader) ?? 0;
  const free = leases.filter((lease) => lease.reader === undefined);
  if (free.length > 0) return free.slice(0, Math.max(0, share - mine));
  const [richest = reader, most = 0] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
  if (most - mine < 2) return [];
  return leases.filter((lease) => lease.reader === richest).slice(0, 1);
}
