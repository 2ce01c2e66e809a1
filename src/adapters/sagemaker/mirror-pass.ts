import { aliasesOf, type MirroredEvent } from "../../ports/house.js";
import type { MirrorOutcome } from "../../ports/index.js";
import { aliasTag } from "./champion-tag.js";
import type { MirrorContext } from "./mirror-context.js";
import { makeGroup, packagesByManifest, readGroup } from "./package-group.js";
import { writeTag } from "./tags.js";
import { writeApprovals } from "./write-approvals.js";
import { writePackages } from "./write-packages.js";

/** Looks at what SageMaker holds of a model and writes what is missing, noting it in `changes`. Gives back what cannot be told. */
export async function mirrorPass(
  context: MirrorContext,
  group: string,
  model: string,
  history: readonly MirroredEvent[],
): Promise<MirrorOutcome["skipped"]> {
  const { connection, made, changes } = context;
  const seen = (await readGroup(connection, group)) ?? (await makeGroup(connection, group, model));
  const { packages, failed, skipped } = await writePackages(context, group, history, seen);
  await writeApprovals(context, history, seen, { packages, failed });

  for (const [alias, id] of aliasesOf(history)) {
    const to = packages.get(id)?.number;
    if (to === undefined) skipped.push({ what: `the alias ${alias}`, reason: `${id} is not there` });
    else if (alias !== "champion" && seen.tags.get(aliasTag(alias)) !== String(to)) {
      await writeTag(connection, seen.arn, aliasTag(alias), String(to));
      changes.push(`${alias} moved to package ${to}`);
    }
  }

  // Another mirror made the same package in the same moment: the older one stays.
  const there = packagesByManifest(seen);
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
