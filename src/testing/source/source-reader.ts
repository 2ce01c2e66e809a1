import type { Partition, Source } from "../../core/index.js";
import { deepStrictEqual, fail } from "../assertions.js";
import type { SourceChecksOptions } from "./source-checks-options.js";

/** A batch as it was read once. */
export interface ReadCut {
  readonly from: string;
  readonly to: string;
  readonly items: readonly unknown[];
}

/** Reads sources for checks: knows how much there is, so that it never waits for more of a live source. */
export interface SourceReader<Batch> {
  /** Calls the body with one partition of a new reader, who leaves afterwards. */
  withPartition<T>(source: Source<Batch>, id: string, body: (partition: Partition<Batch>) => Promise<T>): Promise<T>;
  /** The batches after a position, to the end of what is expected. */
  rest(partition: Partition<Batch>, from: string | undefined, already?: number): Promise<ReadCut[]>;
  /** The batches of a partition, read by a new reader who commits nothing. */
  cuts(source: Source<Batch>, id: string): Promise<ReadCut[]>;
  one(
    partition: Partition<Batch>,
    range: { readonly from?: string | undefined; readonly to?: string },
  ): Promise<ReadCut>;
  /** Fails instead of waiting for ever. */
  soon<T>(promise: Promise<T>, what: string): Promise<T>;
}

export const never: AbortSignal = new AbortController().signal;

export function sourceReader<Batch>(
  options: Pick<SourceChecksOptions<Batch, unknown>, "items" | "expected" | "patience">,
): SourceReader<Batch> {
  const { items, expected, patience = 10_000 } = options;
  const soon = <T>(promise: Promise<T>, what: string): Promise<T> => within(patience, promise, what);

  async function withPartition<T>(
    source: Source<Batch>,
    id: string,
    body: (partition: Partition<Batch>) => Promise<T>,
  ): Promise<T> {
    const stop = new AbortController();
    const assigned = source.partitions(stop.signal)[Symbol.asyncIterator]();
    const taken: Partition<Batch>[] = [];
    try {
      for (;;) {
        const { done, value: partition } = await soon(assigned.next(), `partition ${id}`);
        if (done) return fail(`partition ${id} never came`);
        taken.push(partition);
        if (partition.id === id) return await body(partition);
      }
    } finally {
      for (const partition of taken) await partition.release();
      const left = Promise.resolve(assigned.return?.());
      stop.abort(new Error("the check has what it wanted")); // For one that still waits; it may reject with this.
      await left.catch(() => undefined);
    }
  }

  async function one(
    partition: Partition<Batch>,
    range: { readonly from?: string | undefined; readonly to?: string },
  ): Promise<ReadCut> {
    const read = await soon(partition.read({ ...range, signal: never }), `a batch of partition ${partition.id}`);
    if (read === undefined) return fail(`partition ${partition.id} ends at ${range.from ?? "its beginning"}`);
    return { from: read.from, to: read.to, items: await items(read.batch) };
  }

  async function rest(partition: Partition<Batch>, from: string | undefined, already = 0): Promise<ReadCut[]> {
    const cuts: ReadCut[] = [];
    const total = expected[partition.id]?.length ?? 0;
    for (let position = from, count = already; count < total; ) {
      const cut = await one(partition, { from: position });
      cuts.push(cut);
      count += cut.items.length;
      position = cut.to;
    }
    return cuts;
  }

  return {
    withPartition,
    soon,
    one,
    rest,
    cuts: (source, id) => withPartition(source, id, (partition) => rest(partition, undefined)),
  };
}

export function itemsOf(cuts: readonly ReadCut[]): unknown[] {
  return cuts.flatMap((cut) => cut.items);
}

/** Each batch must begin where the one before it ended. */
export function checkChain(cuts: readonly ReadCut[]): void {
  for (const [index, cut] of cuts.entries())
    if (index > 0) deepStrictEqual(cut.from, cuts[index - 1]?.to, "a batch begins where the one before it ended");
  const positions = cuts.map(({ to }) => to);
  deepStrictEqual(new Set(positions).size, positions.length, "positions differ");
}

async function within<T>(patience: number, promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Expected ${what} within ${patience} ms, got nothing`)), patience);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
