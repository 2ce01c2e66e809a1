import { InvalidArgumentError } from "../errors/index.js";
import type { Blobs } from "../ports/blobs.js";
import { checkPort } from "../ports/check-port.js";
import type { Keys } from "../ports/keys.js";
import type { Logs } from "../ports/logs.js";
import type { Store } from "../store.js";
import { chainedLogs } from "./chained-logs.js";
import { keyCustody } from "./key-custody.js";
import { sealedBlobs } from "./sealed-blobs.js";

/** What a store is made of. */
export interface StoreParts {
  /** Where events stand. */
  readonly logs: Logs;
  /** Where bytes stand. */
  readonly blobs: Blobs;
  /** Who keeps the keys of subjects. @default none: nothing can be sealed, and giving a subject is refused */
  readonly keys?: Keys;
}

const methods = {
  logs: ["append", "read", "head", "list", "trim"],
  blobs: ["put", "get", "has"],
  keys: ["getOrCreate", "get", "destroy"],
} as const satisfies { readonly [Part in keyof StoreParts]-?: readonly (keyof Required<StoreParts>[Part])[] };

/**
 * A store of parts that may stand in different systems: events in a database, bytes in an object store, keys in a vault.
 * Events are hashed and chained, blobs named, checked and sealed here, once for all of them.
 * @throws {InvalidArgumentError} a part is missing, is not of its port, or is of another version of it.
 * @example
 * const store = composeStore({ logs: memoryLogs(), blobs: memoryBlobs(), keys: memoryKeys() });
 */
export function composeStore(parts: StoreParts): Store {
  checkParts(parts);
  const custody = parts.keys === undefined ? undefined : keyCustody(parts.keys);
  return {
    ...chainedLogs(parts.logs),
    blobs: sealedBlobs(parts.blobs, custody),
    async erase(subject) {
      if (custody === undefined)
        throw new InvalidArgumentError(
          "store",
          "`keys` in composeStore({ logs, blobs, keys }) to erase a subject",
          undefined,
        );
      return custody.erase(subject);
    },
  };
}

function checkParts(parts: StoreParts): void {
  if (typeof parts !== "object" || parts === null)
    throw new InvalidArgumentError("store", "composeStore({ logs, blobs, keys })", parts);
  for (const name of Object.keys(parts))
    if (!Object.hasOwn(methods, name)) throw new InvalidArgumentError("store", "`logs`, `blobs` and `keys`", name);
  checkPort("store", "logs", parts.logs, methods.logs);
  checkPort("store", "blobs", parts.blobs, methods.blobs);
  if (parts.keys !== undefined) checkPort("store", "keys", parts.keys, methods.keys);
}
