import { InvalidArgumentError } from "../errors/index.js";
import { linkSignal } from "../link-signal.js";
import type { BatchRange, Partition, PositionedBatch, Source } from "../ports/source.js";
import type { MemoryAssignment, MemoryPartitions } from "./memory-partitions.js";

/** A reader of a memory source. */
export function memoryReader<Item>(group: MemoryPartitions<Item>, batchSize: number): Source<readonly Item[]> {
  if (!Number.isSafeInteger(batchSize) || batchSize < 1)
    throw new InvalidArgumentError(`source ${group.name}`, "`batchSize` to be a whole number of at least 1", batchSize);
  return {
    specificationVersion: 1,
    name: group.name,
    async *partitions(signal) {
      signal.throwIfAborted();
      const member = group.join();
      try {
        while (!group.done || member.assigned.length > 0) {
          const assignment = member.assigned.shift();
          if (assignment === undefined) await group.change(signal);
          else if (!assignment.revoked.signal.aborted) yield memoryPartition(group, assignment, batchSize);
          signal.throwIfAborted();
        }
      } finally {
        group.leave(member);
      }
    },
  };
}

function memoryPartition<Item>(
  group: MemoryPartitions<Item>,
  assignment: MemoryAssignment,
  batchSize: number,
): Partition<readonly Item[]> {
  const id = assignment.partition;
  const { signal } = assignment.revoked;

  async function read(range: BatchRange, stop: AbortSignal): Promise<PositionedBatch<readonly Item[]> | undefined> {
    const { items } = group.get(id);
    const from = range.from === undefined ? 0 : group.count(id, range.from);
    for (;;) {
      stop.throwIfAborted();
      const to = range.to === undefined ? Math.min(items.length, from + batchSize) : group.count(id, range.to);
      if (to > from) return { batch: items.slice(from, to), from: String(from), to: String(to) };
      if (group.get(id).ended) return undefined;
      await group.change(stop);
    }
  }

  return {
    id,
    signal,
    committed: async () => group.get(id).committed,
    async read(range) {
      const link = linkSignal(range.signal, signal);
      try {
        return await read(range, link.signal);
      } finally {
        link.release();
      }
    },
    commit: async (position) => group.commit(assignment, position),
    release: async () => undefined,
  };
}
