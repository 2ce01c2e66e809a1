import type { Rollback } from "./router.js";

/** What a router tells: of a rollout, whichever process changed it, and of what this process meets. */
export type RouterEvent =
  | { readonly type: "flip"; readonly from: string; readonly to: string; readonly epoch: number }
  | { readonly type: "canary-start"; readonly version: string; readonly share: number; readonly epoch: number }
  | { readonly type: "canary-share"; readonly version: string; readonly share: number; readonly epoch: number }
  | { readonly type: "canary-end"; readonly version: string; readonly epoch: number }
  | ({ readonly type: "rollback"; readonly epoch: number } & Rollback)
  /** The registry's champion is a version that was rolled back here: it is not followed. */
  | { readonly type: "registry-refused"; readonly version: string; readonly reason: string }
  /** The prediction log did not take an answer that was given. */
  | { readonly type: "unlogged"; readonly version: string; readonly key: string; readonly cause: unknown }
  /** A version failed a request or came too late, whoever answered it then; nobody has an output that could stand in the prediction log. */
  | {
      readonly type: "failed";
      readonly version: string;
      readonly arm: "champion" | "canary";
      readonly key: string;
      readonly cause: unknown;
    }
  /** A request broke the contract. */
  | { readonly type: "refused"; readonly reasons: readonly string[] }
  /** A guardrail threw, or is not known to this process, which then does not decide: give it as one of the router's `guardrails`. */
  | { readonly type: "guardrail-failed"; readonly guardrail: string; readonly cause: unknown }
  /** A version that the rollout names cannot be loaded here. */
  | { readonly type: "unavailable"; readonly version: string; readonly cause: unknown }
  /** The store or the registry throws or hangs: the last table is served, ramps and decisions stand still. */
  | { readonly type: "away"; readonly what: "store" | "registry"; readonly cause: unknown }
  | { readonly type: "back"; readonly what: "store" | "registry" };
