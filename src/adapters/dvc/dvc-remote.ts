/** A DVC remote that is no folder: objects by their paths below its `url`, e.g. `files/md5/ab/cd…`. */
export interface DvcRemote {
  readonly kind: "dvc-remote";
  /** What it is called in errors, e.g. its `url`. */
  readonly name: string;
  /** The bytes of an object, undefined when there is none. Whether they are whole is checked by the caller. */
  get(object: string): Promise<Uint8Array | undefined>;
  /** How long an object is, in bytes; undefined when there is none. */
  size(object: string): Promise<number | undefined>;
  /** Keeps an object, durably once it resolves, in place of one that stands there. */
  put(object: string, bytes: Uint8Array): Promise<void>;
}

/** Where objects stand, in the order in which they are looked for: the cache, folders beside it, then a remote that is no folder. */
export interface DvcStores {
  readonly folders: readonly [cache: string, ...others: string[]];
  readonly remote: DvcRemote | undefined;
}
