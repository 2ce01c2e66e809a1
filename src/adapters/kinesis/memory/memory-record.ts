export interface MemoryKinesisRecord {
  /** Decides on the shard. @default "" */
  readonly key?: string;
  /** Bytes and text are sent as they are, anything else as JSON. */
  readonly value: unknown;
  /** @default the key's */
  readonly shard?: string;
}
