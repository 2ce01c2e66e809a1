import type { Keys } from "../ports/keys.js";

/** Keys in this process's memory: what they seal is lost with the process. */
export function memoryKeys(): Keys {
  const keys = new Map<string, Uint8Array | "erased">();
  const copyOf = <T extends Uint8Array | "erased" | undefined>(key: T) =>
    key instanceof Uint8Array ? new Uint8Array(key) : key;
  return {
    specificationVersion: "v1",
    getOrCreate: async (wanted) =>
      wanted.map(({ id, fresh }) => {
        const key = keys.get(id) ?? new Uint8Array(fresh);
        keys.set(id, key);
        return copyOf(key);
      }),
    get: async (ids) => ids.map((id) => copyOf(keys.get(id))),
    async destroy(id) {
      const key = keys.get(id);
      keys.set(id, "erased");
      if (!(key instanceof Uint8Array)) return false;
      key.fill(0);
      return true;
    },
  };
}
