import { createHmac, randomBytes } from "node:crypto";
import { DamagedError, InvalidArgumentError } from "../errors/index.js";
import type { KeyState, Keys } from "../ports/keys.js";

export interface SealingKey {
  readonly id: string;
  /** Undefined: its subject was erased. */
  readonly key: Uint8Array | undefined;
}

/** Keys by subject. A subject's name never leaves it: ids are made from names with a secret that the keys themselves hold. */
export interface KeyCustody {
  /** The keys of subjects, made for those who have none, in this order. */
  forSealing(subjects: readonly string[]): Promise<readonly SealingKey[]>;
  /** What is known of each id. @throws {DamagedError} a key has not the length that keys have. */
  forReading(ids: readonly string[]): Promise<ReadonlyMap<string, KeyState>>;
  /** Resolves to whether the subject had a key. */
  erase(subject: string): Promise<boolean>;
}

export const keyBytes = 32;

/**
 * The id under which the secret stands that makes ids of names. A plain hash of a name would do for finding its key, but whoever
 * reads blobs or tombstones could then ask of anybody by name whether something is, or was, kept of them.
 */
export const secretId = "0".repeat(64);

export function keyCustody(keys: Keys): KeyCustody {
  let secret: Promise<Uint8Array> | undefined;

  async function readSecret(): Promise<Uint8Array> {
    const [key] = await keys.getOrCreate([{ id: secretId, fresh: randomBytes(keyBytes) }]);
    if (key === undefined || key === "erased") throw damaged(secretId, "got none");
    return checkKey(secretId, key);
  }

  function theSecret(): Promise<Uint8Array> {
    if (secret === undefined) {
      secret = readSecret();
      secret.catch(() => {
        secret = undefined;
      });
    }
    return secret;
  }

  async function idsOf(subjects: readonly string[]): Promise<readonly string[]> {
    for (const subject of subjects)
      if (typeof subject !== "string" || subject === "")
        throw new InvalidArgumentError(
          "store",
          "`subject` to be the name or id of somebody, as non-empty text",
          subject,
        );
    const key = await theSecret();
    return subjects.map((subject) => createHmac("sha256", key).update(subject).digest("hex"));
  }

  return {
    async forSealing(subjects) {
      const ids = await idsOf(subjects);
      const found = await keys.getOrCreate(ids.map((id) => ({ id, fresh: randomBytes(keyBytes) })));
      return ids.map((id, index) => {
        const key = found[index];
        if (key === undefined) throw damaged(id, "got none");
        return { id, key: key === "erased" ? undefined : checkKey(id, key) };
      });
    },
    async forReading(ids) {
      const found = await keys.get(ids);
      return new Map(
        ids.map((id, index) => {
          const key = found[index];
          return [id, key instanceof Uint8Array ? checkKey(id, key) : key];
        }),
      );
    },
    async erase(subject) {
      const [id = ""] = await idsOf([subject]);
      return keys.destroy(id);
    },
  };
}

function checkKey(id: string, key: Uint8Array): Uint8Array {
  if (key.length !== keyBytes) throw damaged(id, `got ${key.length} bytes`);
  return key;
}

function damaged(id: string, got: string): DamagedError {
  return new DamagedError(`key ${id}`, {
    place: "store",
    message: `Expected a key of ${keyBytes} bytes under id ${id}, ${got}`,
  });
}
