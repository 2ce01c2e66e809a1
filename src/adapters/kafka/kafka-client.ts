/**
 * What this adapter asks of a client for Kafka: `kafkaClient` gives it over `@platformatic/kafka`, `createMemoryKafka` in memory, and any other
 * client can be made to fit. Its promises reject with a {@link ServiceError} when a broker does not answer or refuses, and never tell a secret.
 */
export interface KafkaClient {
  /** For messages: the brokers, without names and passwords. */
  readonly name: string;
  /** Joins a group as a new member. The listener is told of every assignment, in order. */
  join(options: KafkaJoin): Promise<KafkaMember>;
  producer(options?: { readonly idempotent?: boolean }): Promise<KafkaProducer>;
}

export interface KafkaJoin {
  readonly topic: string;
  readonly group: string;
  /** How long the group waits for a member of which nothing is heard, in milliseconds. */
  readonly sessionMilliseconds: number;
  /** A name that stays over restarts: who comes back under it has its partitions at once, and fences who still has it. */
  readonly instance?: string | undefined;
  readonly listener: {
    /** The partitions that are this member's from now on; all others are not. */
    assigned(assignment: KafkaAssignment): void;
    /** It is a member no longer, and cannot become one again by itself. */
    failed(error: unknown): void;
  };
}

export interface KafkaAssignment {
  /** Counts the group's assignments, one by one. */
  readonly generation: number;
  /** Another one when the group had given the member up in between. */
  readonly member: string;
  readonly partitions: readonly number[];
}

export interface KafkaMember {
  /** The offset after the last record that was committed for a partition; undefined when nothing was. */
  committed(partition: number): Promise<bigint | undefined>;
  /** Durably, when the group's generation is still this one: resolves to false, and nothing was changed, when it is not, or a rebalance is under way. */
  commit(partition: number, offset: bigint, assignment: KafkaAssignment): Promise<boolean>;
  /** The offsets of the oldest record that is kept and of the next that comes. */
  bounds(partition: number): Promise<{ readonly beginning: bigint; readonly end: bigint }>;
  /**
   * Records from an offset on, only those of no or a committed transaction; waits for the first one for as long as asked. Several partitions may be
   * asked at a time. Undefined when the broker has no such offset: older records were deleted, or it has not come so far.
   */
  fetch(partition: number, request: KafkaFetch): Promise<KafkaFetched | undefined>;
  /** Closes what was opened to fetch a partition. */
  release(partition: number): Promise<void>;
  /** Leaves the group: what it had goes to others at once. */
  leave(): Promise<void>;
}

export interface KafkaFetch {
  readonly offset: bigint;
  /** About how much; at least one record is given, however large it is. */
  readonly maximumBytes: number;
  readonly waitMilliseconds: number;
}

export interface KafkaFetched {
  readonly records: readonly KafkaRecord[];
  /** Where to go on: beyond the last record, and beyond what is none (markers, aborted and compacted ones). */
  readonly next: bigint;
}

/** A record as the broker keeps it. */
export interface KafkaRecord {
  readonly offset: bigint;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly (readonly [string, Uint8Array | null])[];
}

export interface KafkaProducer {
  /** Resolves when the records are durable, each in the partition of its key. */
  send(topic: string, records: readonly KafkaMessage[]): Promise<void>;
  close(): Promise<void>;
}

export interface KafkaMessage {
  readonly key?: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers?: readonly (readonly [string, Uint8Array])[];
  /** @default the one of the key, or any */
  readonly partition?: number;
}
