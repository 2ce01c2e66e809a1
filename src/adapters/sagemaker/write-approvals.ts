import type { ModelApprovalStatus } from "@aws-sdk/client-sagemaker";
import { aliasesOf, type MirroredEvent } from "../../ports/house.js";
import { type Approval, approvalsOf } from "./approvals-of.js";
import { aliasTag, readMove, writeMove } from "./champion-tag.js";
import { description } from "./limits.js";
import type { MirrorContext } from "./mirror-context.js";
import type { PackageGroup } from "./package-group.js";
import { writeTag } from "./tags.js";
import type { WrittenPackages } from "./write-packages.js";

const waits = { status: "PendingManualApproval", why: "it waits for its promotion" } as const;
const fails = { status: "Rejected", why: "its gate failed" } as const;
const rank = (status: ModelApprovalStatus): number => (status === "Approved" ? 0 : 1);

/** Approves the champion and nobody else. */
export async function writeApprovals(
  context: MirrorContext,
  history: readonly MirroredEvent[],
  seen: PackageGroup,
  { packages, failed }: Pick<WrittenPackages, "packages" | "failed">,
): Promise<void> {
  const { connection, changes } = context;
  const champion = await noteChampion(context, history, seen, packages);
  const approvals = approvalsOf(history);
  const wanted = (id: string): Approval => approvals.get(id) ?? (failed.has(id) ? fails : waits);
  // Who is approved comes first: there is a champion at every moment.
  const order = [...packages].sort(([left], [right]) => rank(wanted(left).status) - rank(wanted(right).status));
  for (const [id, { arn, number, approval }] of order) {
    const { status, why } = wanted(id);
    if (approval === status) continue;
    const changed = { ModelPackageArn: arn, ModelApprovalStatus: status, ApprovalDescription: description(why) };
    await connection.call("changing an approval", (client, commands, abort) =>
      client.send(new commands.UpdateModelPackageCommand(changed), abort),
    );
    changes.push(`package ${number} is ${status}, which was ${approval}: ${why}`);
  }
  if (champion !== undefined) await writeTag(connection, seen.arn, aliasTag("champion"), writeMove({ to: champion }));
}

/**
 * Looks whether somebody else has approved or rejected, and notes where the champion is going before anything moves.
 * @returns The package to note once it is there; undefined when that stands.
 */
async function noteChampion(
  { connection, changes, foreign }: MirrorContext,
  history: readonly MirroredEvent[],
  { arn, tags }: PackageGroup,
  packages: WrittenPackages["packages"],
): Promise<number | undefined> {
  const move = readMove(tags.get(aliasTag("champion")));
  const approved = [...packages.values()].flatMap(({ approval, number }) => (approval === "Approved" ? [number] : []));
  for (const found of approved)
    if (found !== move?.to && found !== move?.from) foreign.push({ alias: "champion", expected: move?.to, found });
  if (move !== undefined && move.from === undefined && approved.length === 0)
    foreign.push({ alias: "champion", expected: move.to, found: undefined });
  const to = packages.get(aliasesOf(history).get("champion") ?? "")?.number;
  if (to === undefined) return undefined;
  if (move?.to === to) return move.from === undefined ? undefined : to;
  await writeTag(connection, arn, aliasTag("champion"), writeMove({ to, from: approved[0] ?? 0 }));
  changes.push(`champion moves to package ${to}`);
  return to;
}
