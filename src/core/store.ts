import type { Json } from "./json.js";

/** The content address of a blob: `sha256:` and 64 lower-case hexadecimal digits of what is stored, which for a blob without a seal is its bytes. */
export type Digest = `sha256:${string}`;

/** One piece of a blob that has several. */
export interface BlobPart {
  readonly bytes: Uint8Array;
  /** Whose key seals it. @default not sealed */
  readonly subject?: string;
}

/** Content-addressed bytes: putting the same bytes twice, for the same subject if any, stores them once. */
export interface StoreBlobs {
  /**
   * Stores bytes and resolves once they are durable.
   * @param options.subject Seals the bytes with this subject's (or tenant's) key, so that `erase(subject)` makes them unreadable for good.
   * @throws {ErasedError} the subject was erased. @throws {InvalidArgumentError} the store has no keys.
   */
  put(bytes: Uint8Array, options?: { readonly subject?: string }): Promise<Digest>;
  /** @throws {MissingError} no such blob. @throws {DamagedError} the bytes do not hash to the digest. @throws {ErasedError} its subject was erased. */
  get(digest: Digest): Promise<Uint8Array>;
  /** Whether there is such a blob; true also when its subject was erased, for its sealed bytes are still there. */
  has(digest: Digest): Promise<boolean>;
  /**
   * Stores several pieces as one blob, each sealed with the key of its own subject. A piece whose subject was erased is not
   * kept and reads as erased from the beginning: one person's erasure keeps nobody else's rows from being written.
   * @throws {InvalidArgumentError} there is a subject and the store has no keys.
   */
  putParts(parts: readonly BlobPart[]): Promise<Digest>;
  /** The pieces in order, undefined where the subject was erased. What `put` stored is one piece. @throws {MissingError} @throws {DamagedError} */
  getParts(digest: Digest): Promise<readonly (Uint8Array | undefined)[]>;
}

/** What a caller appends. Never put personal data here: put it in a sealed blob and refer to it. */
export interface NewEvent {
  /** Noun-verb, lower case, e.g. `version-registered`. */
  readonly type: string;
  /** When it happened, milliseconds since 1970 by the caller's clock. */
  readonly time: number;
  readonly data: Json;
}

/** An event as it stands in a log. The hash covers the previous hash, so that an edited past is seen. */
export interface StoredEvent extends NewEvent {
  /** 1 for the first event of a log. */
  readonly sequence: number;
  readonly hash: Digest;
  /** The hash of the event before it; null for the first. */
  readonly previous: Digest | null;
}

/** The newest event of a log: sequence 0 and null hash for an empty one. */
export interface Head {
  readonly sequence: number;
  readonly hash: Digest | null;
}

/**
 * The one durable primitive: content-addressed blobs and append-only, hash-chained event logs.
 * A log's name is lower-case words joined by `-`, `.` or `/`, e.g. `registry/late-flights`.
 */
export interface Store {
  readonly blobs: StoreBlobs;
  /**
   * Appends events as one commit: all of them or none, durable when it resolves.
   * @param options.expect The sequence of the newest event the caller has seen (0: none); compare-and-swap.
   * @throws {ConflictError} the log has another head than `expect`.
   * @throws {StorageError} the system below refuses, e.g. a full disk; `uncertain` tells whether the append may stand.
   */
  append(log: string, events: readonly NewEvent[], options?: { readonly expect?: number }): Promise<Head>;
  /** Events in order, from `from` (default 1) to `to` (default the newest) inclusive. @throws {DamagedError} at the first event whose hash does not fit. */
  read(log: string, range?: { readonly from?: number; readonly to?: number }): AsyncIterable<StoredEvent>;
  /** The newest event's sequence and hash, without reading the log. */
  head(log: string): Promise<Head>;
  /** Names of the logs that begin with the prefix (default all), sorted. */
  logs(prefix?: string): Promise<readonly string[]>;
  /** Retention: forgets events before this sequence (their hashes stay chained to what is kept). Reading from before it gives what is kept. */
  trim(log: string, before: number): Promise<void>;
  /** Destroys the key of a subject: everything sealed for it is unreadable from now on, a tombstone stays. Resolves to whether the subject had a key. @throws {InvalidArgumentError} the store has no keys. */
  erase(subject: string): Promise<boolean>;
}
