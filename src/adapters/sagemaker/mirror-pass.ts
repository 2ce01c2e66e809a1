import type { ModelApprovalStatus } from "@aws-sdk/client-sagemaker";
import type { EvaluationReport, ModelVersion } from "../../model/index.js";
import { aliasesOf, type MirroredEvent, stillThere } from "../../ports/house.js";
import type { MirroredRegistry, MirrorOutcome } from "../../ports/index.js";
import { approvalsOf } from "./approvals-of.js";
import { aliasTag, readMove, writeMove } from "./champion-tag.js";
import type { Connection } from "./connection.js";
import { gateDecision } from "./gate-decision.js";
import { description } from "./limits.js";
import { type ModelPackage, packagesByManifest, readGroup, textIn, writeTag } from "./package-group.js";
import { type PackageFacts, writePackage } from "./write-package.js";

/** What one call of a mirror works with, and what it has done. */
export interface MirrorContext {
  readonly connection: Connection;
  readonly registry: MirroredRegistry;
  readonly facts: PackageFacts;
  /** What never changes of a version, read once in a mirror's life. */
  readonly known: Map<string, { readonly version: ModelVersion; readonly report: EvaluationReport }>;
  /** Numbers of packages that this very call has made. */
  readonly made: Set<number>;
  readonly changes: string[];
  readonly foreign: MirrorOutcome["foreign"][number][];
}

/** Looks at what SageMaker holds of a model and writes what is missing, noting it in `changes`. Gives back what cannot be told. */
export async function mirrorPass(
  context: MirrorContext,
  group: string,
  model: string,
  history: readonly MirroredEvent[],
): Promise<MirrorOutcome["skipped"]> {
  const { connection, registry, facts, known, made, changes } = context;
  const skipped: MirrorOutcome["skipped"][number][] = [];
  const seen = (await readGroup(connection, group)) ?? {
    arn: await makeGroup(connection, group, model),
    tags: new Map<string, string>(),
    packages: [],
  };
  const there = packagesByManifest(seen);
  const packages = new Map<string, ModelPackage>();
  const rejected = new Set<string>();
  for (const id of new Set(history.map(({ version }) => version))) {
    const read = known.has(id)
      ? undefined
      : await stillThere(async () => ({ version: await registry.get(id), report: await registry.report(id) }));
    if (read !== undefined && "value" in read) known.set(id, read.value);
    const whole = known.get(id);
    // A version whose report is gone may have been told before.
    const old = whole ? there.get(whole.version.digest) : seen.packages.find(({ version }) => version === id);
    if (whole !== undefined && gateDecision(whole.report) === "fail") rejected.add(id);
    if (old !== undefined) packages.set(id, old);
    else if (whole === undefined) skipped.push({ what: id, reason: read && "reason" in read ? read.reason : "gone" });
    else {
      const written = await writePackage(connection, group, whole, facts);
      made.add(written.number);
      packages.set(id, written);
      changes.push(`${id} registered, as package ${written.number}`);
    }
  }

  const aliases = aliasesOf(history);
  const champion = await noteChampion(context, seen, packages, aliases.get("champion"));
  const approvals = approvalsOf(history);
  const wanted = (id: string): { readonly status: ModelApprovalStatus; readonly why: string } =>
    approvals.get(id) ?? (rejected.has(id) ? { status: "Rejected", why: "its gate failed" } : waits);
  // Who is approved comes first: there is a champion at every moment.
  const order = [...packages].sort(([left], [right]) => rank(wanted(left).status) - rank(wanted(right).status));
  for (const [id, { arn, number, approval }] of order) {
    const { status, why } = wanted(id);
    if (approval === status) continue;
    await connection.call("changing an approval", (client, commands, abort) =>
      client.send(
        new commands.UpdateModelPackageCommand({
          ModelPackageArn: arn,
          ModelApprovalStatus: status,
          ApprovalDescription: description(why),
        }),
        abort,
      ),
    );
    changes.push(`package ${number} is ${status}, which was ${approval}: ${why}`);
  }
  if (champion !== undefined) await writeTag(connection, seen.arn, aliasTag("champion"), writeMove({ to: champion }));

  for (const [alias, id] of aliases) {
    if (alias === "champion") continue;
    const to = packages.get(id)?.number;
    if (to === undefined) skipped.push({ what: `the alias ${alias}`, reason: `${id} is not there` });
    else if (seen.tags.get(aliasTag(alias)) !== String(to)) {
      await writeTag(connection, seen.arn, aliasTag(alias), String(to));
      changes.push(`${alias} moved to package ${to}`);
    }
  }

  // Another mirror made the same package in the same moment: the older one stays.
  for (const { number, arn, manifest } of seen.packages) {
    const first = there.get(manifest);
    if (first === undefined || first.number === number || !made.delete(number)) continue;
    await connection.call("deleting a model package", (client, commands, abort) =>
      client.send(new commands.DeleteModelPackageCommand({ ModelPackageName: arn }), abort),
    );
    changes.push(`package ${number} deleted, which is package ${first.number} again`);
  }
  return skipped;
}

const waits = { status: "PendingManualApproval", why: "it waits for its promotion" } as const;
const rank = (status: ModelApprovalStatus): number => (status === "Approved" ? 0 : 1);

/**
 * Looks whether somebody else has approved or rejected, and notes where the champion is going before anything moves. @returns What to note once it is there; undefined when that stands.
 */
async function noteChampion(
  { connection, changes, foreign }: MirrorContext,
  seen: { readonly arn: string; readonly tags: ReadonlyMap<string, string> },
  packages: ReadonlyMap<string, ModelPackage>,
  id: string | undefined,
): Promise<number | undefined> {
  const move = readMove(seen.tags.get(aliasTag("champion")));
  const approved = [...packages.values()].filter(({ approval }) => approval === "Approved").map(({ number }) => number);
  const isOurs = (number: number): boolean => number === move?.to || number === move?.from;
  for (const found of approved) if (!isOurs(found)) foreign.push({ alias: "champion", expected: move?.to, found });
  if (move !== undefined && move.from === undefined && approved.length === 0)
    foreign.push({ alias: "champion", expected: move.to, found: undefined });
  const to = id === undefined ? undefined : packages.get(id)?.number;
  if (to === undefined) return undefined;
  if (move?.to === to) return move.from === undefined ? undefined : to;
  await writeTag(connection, seen.arn, aliasTag("champion"), writeMove({ to, from: approved[0] ?? 0 }));
  changes.push(`champion moves to package ${to}`);
  return to;
}

async function makeGroup(connection: Connection, group: string, model: string): Promise<string> {
  await connection.make("making the model package group", (client, commands, abort) =>
    client.send(
      new commands.CreateModelPackageGroupCommand({
        ModelPackageGroupName: group,
        Tags: [{ Key: "golden_pipeline.model", Value: model }],
      }),
      abort,
    ),
  );
  const { ModelPackageGroupArn } = await connection.call("reading the model package group", (client, commands, abort) =>
    client.send(new commands.DescribeModelPackageGroupCommand({ ModelPackageGroupName: group }), abort),
  );
  return textIn(ModelPackageGroupArn, group, "ModelPackageGroupArn");
}
