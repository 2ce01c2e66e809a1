import { join } from "node:path";
import { createQueue, type KeyState, type Keys } from "../../core/index.js";
import { type FileStoreOptions, filesIn } from "./file-store-options.js";

/** Keys read or made at once. */
const concurrency = 16;

/** `keys/<id>.key` holds a key, `keys/<id>.erased` is the tombstone of one that was destroyed. */
export function keyPath(directory: string, id: string, kind: "key" | "erased"): string {
  return join(directory, "keys", `${id}.${kind}`);
}

/**
 * Keys below `<directory>/keys`, one file each that only its owner may read. A destroyed key is overwritten where it stands before its file
 * is removed; what a journal, a snapshot or a drive's own wear levelling keeps of it is beyond a program's reach.
 */
export function fileKeys(directory: string, options: FileStoreOptions = {}): Keys {
  const files = filesIn(directory, options);
  const isErased = (id: string): Promise<boolean> => files.fileSystem.exists(keyPath(directory, id, "erased"));

  async function get(id: string): Promise<KeyState> {
    // First the tombstone: a crash while destroying may have left the key.
    return (await isErased(id)) ? "erased" : files.read(keyPath(directory, id, "key"));
  }

  async function getOrCreate(id: string, fresh: Uint8Array): Promise<Uint8Array | "erased"> {
    const known = await get(id);
    if (known !== undefined) return known;
    // Another process may make the key at the same moment: whoever comes first decides.
    await files.create(keyPath(directory, id, "key"), fresh, 0o600);
    const key = await get(id);
    // Destroyed at the same moment: a tombstone before the key must not leave the key.
    if (key === "erased") await files.destroy(keyPath(directory, id, "key"));
    return key ?? "erased";
  }

  function all<Item, Result>(
    items: readonly Item[],
    work: (item: Item) => Promise<Result>,
  ): Promise<readonly Result[]> {
    const queue = createQueue({ concurrency });
    return Promise.all(items.map((item) => queue.add(() => work(item))));
  }

  return {
    specificationVersion: "v1",
    getOrCreate: (wanted) => all(wanted, ({ id, fresh }) => getOrCreate(id, fresh)),
    get: (ids) => all(ids, get),
    async destroy(id) {
      const had = await files.fileSystem.exists(keyPath(directory, id, "key"));
      if (!(await isErased(id))) await files.create(keyPath(directory, id, "erased"), new Uint8Array(0));
      await files.destroy(keyPath(directory, id, "key"));
      return had;
    },
  };
}
