/** A key; `erased` when it was destroyed, which is for good; undefined when that id never had one. */
export type KeyState = Uint8Array | "erased" | undefined;

/**
 * The custody of secret keys, by id: what sealing rests on. `composeStore` makes ids (64 hexadecimal digits, from which no
 * subject can be told without the custody itself) and keys (32 random bytes); an adapter keeps them, and forgets them for good.
 * Several ids come at once, because a segment may have rows of many subjects.
 */
export interface Keys {
  readonly specificationVersion: "v1";
  /**
   * For each wanted id its key: the one that stands, otherwise `fresh`, which then stands durably; `erased` when it was
   * destroyed. Of any number of callers with one id one fresh key wins, and all get that one. An id may stand twice in a call.
   */
  getOrCreate(
    wanted: readonly { readonly id: string; readonly fresh: Uint8Array }[],
  ): Promise<readonly (Uint8Array | "erased")[]>;
  /** For each id what is known of it, in this order. */
  get(ids: readonly string[]): Promise<readonly KeyState[]>;
  /**
   * Destroys the key of an id and leaves a tombstone, durably once it resolves, also where there was no key: that id never gets one again.
   * Copies that the system below keeps (backups, old pages) are the adapter's to think of. Resolves to whether there was a key.
   */
  destroy(id: string): Promise<boolean>;
}
