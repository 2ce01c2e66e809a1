import { checkOptions, type OptionRules, option } from "../../../core/house.js";
import { ServiceError } from "../../../ports/index.js";
import type { KinesisClient } from "../kinesis-client.js";
import type { MemoryKinesisRecord } from "./memory-record.js";
import { type MemoryStream, memoryStream } from "./memory-stream.js";

export interface MemoryKinesisOptions {
  /** How many shards each stream has in the beginning. */
  readonly streams: { readonly [stream: string]: number };
  /** How long records are said to be kept, in milliseconds; `deleteBefore` deletes them. @default 86400000 (a day) */
  readonly retentionMilliseconds?: number;
}

/** Kinesis in memory, and what may happen to it, for tests. Shards are called `shardId-000000000000` and so on. */
export interface MemoryKinesis extends KinesisClient {
  send(stream: string, ...records: readonly MemoryKinesisRecord[]): void;
  /** Closes a shard, in the middle of whose hash keys two go on. */
  split(stream: string, shard: string): void;
  /** Closes two neighbours, which go on as one. */
  merge(stream: string, shard: string, other: string): void;
  /** Deletes the oldest records of a shard, so many; all of a closed shard and the shard itself, when no number is given. */
  deleteOldest(stream: string, shard: string, count?: number): void;
  /** Iterators that were given have expired. */
  expireIterators(): void;
  /** From now on no call is answered, or each is refused by a limit, or of each batch that is written every other record is, or all is well. */
  setTrouble(trouble: "gone" | "throttled" | "partly" | "none"): void;
}

const rules: OptionRules<MemoryKinesisOptions> = {
  streams: option.required(option.noun),
  retentionMilliseconds: option.number({ minimum: 0 }),
};

/**
 * Makes Kinesis in memory: a stand-in for unit tests, in one process.
 * @throws {InvalidArgumentError} an option is outside what is accepted.
 * @example
 * const kinesis = createMemoryKinesis({ streams: { clicks: 2 } });
 * kinesis.send("clicks", { key: "ann", value: { clicks: 3 } });
 */
export function createMemoryKinesis(options: MemoryKinesisOptions): MemoryKinesis {
  checkOptions("memory kinesis", options, rules);
  const { retentionMilliseconds = 86_400_000 } = options;
  const streams = new Map(Object.entries(options.streams).map(([name, count]) => [name, memoryStream(count)]));
  let trouble: Parameters<MemoryKinesis["setTrouble"]>[0] = "none";
  let epoch = 0;
  const created = Date.now();

  function refuse(message: string, retryable: boolean): never {
    throw new ServiceError({ place: "memory kinesis", message, retryable });
  }

  function find(name: string): MemoryStream {
    return streams.get(name) ?? refuse(`there is no stream ${name}, only ${[...streams.keys()].join(", ")}`, false);
  }

  /** As a call over a network is answered: later, or not. */
  async function answered<T>(answer: () => T): Promise<T> {
    await Promise.resolve();
    if (trouble === "gone") refuse("there was no answer", true);
    if (trouble === "throttled") refuse("the call failed (ProvisionedThroughputExceededException)", true);
    return answer();
  }

  return {
    describe: (stream) =>
      answered(() => {
        find(stream);
        return { created, retentionMilliseconds };
      }),
    shards: (stream) => answered(() => find(stream).shards()),
    iterator: (stream, shard, start) =>
      answered(() => [stream, shard, find(stream).indexOf(shard, start), epoch].join("/")),
    records: (iterator, limit) =>
      answered(() => {
        const [stream = "", shard = "", index, given] = iterator.split("/");
        if (Number(given) !== epoch) return undefined;
        const { records, next, behind } = find(stream).read(shard, Number(index), limit);
        const following = next === undefined ? undefined : [stream, shard, next, epoch].join("/");
        return { records, next: following, millisecondsBehind: behind };
      }),
    put: (stream, records) =>
      answered(() =>
        records.map(({ partitionKey, data }, index) => {
          if (trouble === "partly" && index % 2 === 1) return "ProvisionedThroughputExceededException";
          find(stream).append({ key: partitionKey, value: data });
          return undefined;
        }),
      ),
    send(stream, ...records) {
      for (const record of records) find(stream).append(record);
    },
    split: (stream, shard) => find(stream).split(shard),
    merge: (stream, shard, other) => find(stream).merge(shard, other),
    deleteOldest: (stream, shard, count) => find(stream).deleteOldest(shard, count),
    expireIterators() {
      epoch++;
    },
    setTrouble(next) {
      trouble = next;
    },
  };
}
