import { InvalidArgumentError } from "../errors/index.js";
import { checkOptions } from "../options/check-options.js";
import * as option from "../options/option-rule.js";
import type { Source } from "../ports/source.js";
import { MemoryPartitions } from "./memory-partitions.js";
import { memoryReader } from "./memory-reader.js";

export interface MemorySourceOptions<Item> {
  /** @default "memory" */
  readonly name?: string;
  /** What each partition holds in the beginning. */
  readonly partitions: { readonly [partition: string]: readonly Item[] };
  /** The most items in a batch; a batch takes what is there and does not wait for more. @default 100 */
  readonly batchSize?: number;
  /** More may be appended, and readers wait for it, until the partitions are ended. @default false */
  readonly live?: boolean;
}

/** A source in memory with all that a broker does to its readers, for tests. Batches are arrays of items, positions count items. */
export interface MemorySource<Item> extends Source<readonly Item[]> {
  /** Another reader of the same partitions, as another process would be. @param batchSize default: the source's own */
  reader(options?: { readonly batchSize?: number }): Source<readonly Item[]>;
  append(partition: string, ...items: readonly Item[]): void;
  /** Nothing more will come to these partitions. @default all */
  end(...partitions: readonly string[]): void;
  /** Ends a partition and goes on in new ones, which come to a reader when the parent was committed to its end. */
  split(partition: string, into: readonly string[]): void;
  /** Takes a partition from its reader: its signal is aborted and its commits are refused. Nobody has it until it is assigned. */
  revoke(partition: string): void;
  /** Gives a partition that nobody has to the reader with the fewest, or to the next one that comes. */
  assign(partition: string): void;
  /** The committed position; undefined when nothing was committed. */
  committed(partition: string): string | undefined;
}

/**
 * Makes a source in memory. All its readers are one group: each partition belongs to one of them, in the order in which they come; the partitions of a reader
 * that leaves go to the others.
 *
 * @throws {InvalidArgumentError} no partitions, or a batch size that is not a whole number of at least 1.
 * @example
 * const orders = createMemorySource({ partitions: { a: [1, 2, 3], b: [4] }, batchSize: 2 });
 * for await (const { output } of runner.each(stage, orders)) …
 */
export function createMemorySource<Item>(options: MemorySourceOptions<Item>): MemorySource<Item> {
  checkOptions<MemorySourceOptions<Item>>("memory source", options, {
    name: option.text,
    partitions: option.required(option.anything),
    batchSize: option.count,
    live: option.flag,
  });
  const { name = "memory", partitions, batchSize = 100, live = false } = options;
  if (typeof partitions !== "object" || partitions === null || Object.keys(partitions).length === 0)
    throw new InvalidArgumentError(
      "memory source",
      "`partitions` to be items by partition, e.g. `{ a: [1, 2] }`",
      partitions,
    );
  const group = new MemoryPartitions<Item>(name);
  for (const [id, items] of Object.entries(partitions)) group.add(id, items, [], live);
  return {
    ...memoryReader(group, batchSize),
    reader: (given) => memoryReader(group, given?.batchSize ?? batchSize),
    append: (partition, ...items) => group.append(partition, items),
    end: (...ids) => group.end(ids.length > 0 ? ids : undefined),
    split(partition, into) {
      for (const id of into) group.add(id, [], [partition], live);
      group.end([partition]);
    },
    revoke: (partition) => group.revoke(partition),
    assign: (partition) => group.assign(partition),
    committed: (partition) => group.get(partition).committed,
  };
}
