import type { RunEvent } from "../context.js";

/** What `each` tells of the partitions that are assigned to it, in pairs. */
export type PartitionEvent =
  | { readonly type: "partition-start"; readonly source: string; readonly partition: string; readonly stage: string }
  | {
      readonly type: "partition-end";
      readonly source: string;
      readonly partition: string;
      readonly stage: string;
      /** Read to its end, taken away, stopped because `each` ends, or failed, which ends `each`. */
      readonly reason: "ended" | "revoked" | "stopped" | "failed";
      /** What it was revoked, stopped or failed with. */
      readonly error?: unknown;
    };

/** Everything a runner tells its listeners. */
export type RunnerEvent = RunEvent | PartitionEvent;
