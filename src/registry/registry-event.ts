import { foreignEvent, isDigest } from "../core/house.js";
import type { Digest, StoredEvent } from "../core/index.js";

/** What a model's log says; the registry's state is a fold over it. Written by `createRegistry`, read by anybody. */
export type RegistryEvent =
  | { readonly type: "version-registered"; readonly data: { readonly number: number; readonly manifest: Digest } }
  | {
      readonly type: "alias-set";
      readonly data: { readonly alias: string; readonly number: number; readonly by?: string };
    }
  | { readonly type: "version-promoted"; readonly data: Promotion }
  | { readonly type: "version-rolled-back"; readonly data: RolledBack };

/** Why a version became champion. */
export interface Promotion {
  readonly number: number;
  readonly previous: number | null;
  /** Digests of the evaluation reports that let it pass. */
  readonly evidence: readonly Digest[];
  readonly decision: "pass" | "override";
  readonly reason?: string;
  readonly by?: string;
}

/** Why the champion went back to an earlier version. */
export interface RolledBack {
  readonly number: number;
  readonly previous: number;
  readonly reason: string;
  readonly by?: string;
}

type Facts = Readonly<Record<string, unknown>>;

const isNumber = (value: unknown): value is number => typeof value === "number";
const isText = (value: unknown): value is string => typeof value === "string";
const checks = new Map<string, (data: Facts) => boolean>(
  Object.entries({
    "version-registered": ({ number, manifest }) => isNumber(number) && isDigest(manifest),
    "alias-set": ({ alias, number }) => isText(alias) && isNumber(number),
    "version-promoted": ({ number, previous, evidence, decision }) =>
      isNumber(number) && (previous === null || isNumber(previous)) && Array.isArray(evidence) && isText(decision),
    "version-rolled-back": ({ number, previous, reason }) => isNumber(number) && isNumber(previous) && isText(reason),
  } satisfies Record<RegistryEvent["type"], (data: Facts) => boolean>),
);

/** Undefined for types that newer writers added. @throws {DamagedError} the data is not what its type says. */
export function readRegistryEvent(stored: StoredEvent): RegistryEvent | undefined {
  const check = checks.get(stored.type);
  if (check === undefined) return undefined;
  if (isRegistryEvent(stored, check)) return stored;
  throw foreignEvent("registry", "registry", stored);
}

function isRegistryEvent(
  stored: { readonly type: string; readonly data: unknown },
  check: (data: Facts) => boolean,
): stored is RegistryEvent {
  // Of null and of bare values, `Object` makes what has none of the facts.
  return check(Object(stored.data));
}
