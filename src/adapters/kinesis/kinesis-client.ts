/**
 * What this adapter asks of a client for Kinesis: `kinesisClient` gives it over `@aws-sdk/client-kinesis`, `createMemoryKinesis` in memory. Its promises
 * reject with a {@link ServiceError} when the service does not answer or refuses: `retryable` when it is busy or a limit is reached. No secret is told.
 */
export interface KinesisClient {
  describe(stream: string): Promise<KinesisStream>;
  /** All shards whose records may still be there, closed ones included, in any order. */
  shards(stream: string): Promise<readonly KinesisShard[]>;
  /** An iterator, which lasts for five minutes. */
  iterator(stream: string, shard: string, start: KinesisStart): Promise<string>;
  /** What stands at an iterator, at most so many records; undefined when it has expired. Does not wait for records. */
  records(iterator: string, limit: number): Promise<KinesisPage | undefined>;
  /** Writes at most 500 records of 5 MiB together, each to the shard of its key. @returns For each why it was not taken, the service's code; undefined: it is durable. */
  put(stream: string, records: readonly KinesisMessage[]): Promise<readonly (string | undefined)[]>;
}

export interface KinesisMessage {
  /** 1 to 256 characters. */
  readonly partitionKey: string;
  readonly data: Uint8Array;
}

export interface KinesisStream {
  /** When it was made, in milliseconds since 1970: another stream of the same name has another. */
  readonly created: number;
  /** How long records are kept. */
  readonly retentionMilliseconds: number;
}

export interface KinesisShard {
  readonly id: string;
  /** One after a split, two after a merge; they may be gone already. */
  readonly parents: readonly string[];
  /** Nothing more comes to it. */
  readonly closed: boolean;
  /** Its first and its last hash key, as decimal numbers. */
  readonly hashKeys: readonly [string, string];
}

export type KinesisStart =
  | { readonly at: "oldest" }
  | { readonly at: "time"; readonly time: number }
  | { readonly at: "record"; readonly sequence: string };

export interface KinesisPage {
  readonly records: readonly KinesisRecord[];
  /** Where to go on; undefined at the end of a closed shard. */
  readonly next: string | undefined;
  /** How far behind the newest record the answer is. */
  readonly millisecondsBehind: number;
}

/** A record as the stream keeps it. */
export interface KinesisRecord {
  /** A whole number of up to 56 digits: greater ones come later in a shard, but not one by one. */
  readonly sequence: string;
  /** When it came, about, in milliseconds since 1970. */
  readonly arrival: number;
  readonly partitionKey: string;
  readonly data: Uint8Array;
}
