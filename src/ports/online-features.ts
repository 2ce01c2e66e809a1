import type { Json } from "../core/index.js";

/** What a feature belongs to, by the names of its keys, e.g. `{ user: "u1" }` or `{ origin: "ATL", destination: "JFK" }`. */
export type Entity = Readonly<Record<string, string | number>>;

/**
 * Whether a value can be relied on: `present`; `missing`: the entity is known and its value is null; `not-found`: nothing is known of the
 * entity; `expired`: the newest value is older than the feature allows.
 */
export type OnlineStatus = "present" | "missing" | "not-found" | "expired";

export interface OnlineValue {
  /** Null unless the status is `present` or `expired`. */
  readonly value: Json;
  readonly status: OnlineStatus;
  /** When the value came to be, milliseconds since 1970; undefined where nothing is known. */
  readonly eventTime: number | undefined;
}

/** Written by whoever materialises features. */
export interface OnlineWrite {
  readonly entity: Entity;
  readonly eventTime: number;
  /** By feature name; null says that the value is missing. */
  readonly values: { readonly [feature: string]: Json };
}

/**
 * The port to an online feature store (Feast, Redis, Tecton): the newest values of features, by entity. A memory one is
 * `createMemoryOnlineFeatures`; `onlineFeaturesChecks` proves any.
 */
export interface OnlineFeatures {
  readonly specificationVersion: "v1";
  /**
   * The newest values of some features for some entities, in one call.
   * @returns For each entity, in order, the value of every feature asked for.
   * @throws {InvalidArgumentError} the store has no such feature.
   */
  get(
    entities: readonly Entity[],
    features: readonly string[],
    options?: { readonly signal?: AbortSignal },
  ): Promise<readonly { readonly [feature: string]: OnlineValue }[]>;
  /** Takes newer values; older ones than a feature already has for the entity change nothing. Absent for stores that others write. */
  write?(rows: readonly OnlineWrite[]): Promise<void>;
}
