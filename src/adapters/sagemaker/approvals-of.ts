import type { ModelApprovalStatus } from "@aws-sdk/client-sagemaker";
import type { MirroredEvent } from "../../ports/house.js";

export interface Approval {
  readonly status: ModelApprovalStatus;
  /** What happened, and why. */
  readonly why: string;
}

/**
 * What became of versions by the end of a history: the champion, and no other, is approved; who was rolled back from is rejected; who was champion
 * before waits. Versions that were never champion are not among them.
 */
export function approvalsOf(history: readonly MirroredEvent[]): ReadonlyMap<string, Approval> {
  const approvals = new Map<string, Approval>();
  let champion: string | undefined;
  for (const { alias, version, type, summary, by } of history) {
    if (alias !== "champion") continue;
    const why = by === undefined ? summary : `${summary} (${by})`;
    if (champion !== undefined)
      approvals.set(champion, {
        status: type === "version-rolled-back" ? "Rejected" : "PendingManualApproval",
        why,
      });
    approvals.set(version, { status: "Approved", why });
    champion = version;
  }
  return approvals;
}
