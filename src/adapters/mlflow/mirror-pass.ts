import { aliasesOf, type MirroredEvent } from "../../ports/house.js";
import type { MirrorOutcome } from "../../ports/index.js";
import { type Connection, refusalCode } from "./connection.js";
import type { MirrorContext } from "./mirror-context.js";
import { moveAlias } from "./move-alias.js";
import { numbersByManifest, readRegisteredModel } from "./registered-model.js";
import { eventTag, manifestTag } from "./version-tags.js";
import { writeVersions } from "./write-versions.js";

/** MLflow keeps these for itself. */
const isReserved = (alias: string): boolean => alias === "latest" || /^v\d+$/i.test(alias);

/** Looks at what MLflow holds of a model and writes what is missing, noting it in `changes`. Gives back what cannot be told. */
export async function mirrorPass(
  context: MirrorContext,
  name: string,
  history: readonly MirroredEvent[],
): Promise<MirrorOutcome["skipped"]> {
  const { connection, changes, made } = context;
  const seen = await readRegisteredModel(connection, name);
  if (seen === undefined) await makeModel(connection, name);
  const known = new Map(seen && numbersByManifest(seen));
  const { versions, skipped } = await writeVersions(context, name, history, known);

  for (const event of history) {
    const there = versions.get(event.version);
    const [key, value] = eventTag(event);
    if (there === undefined || there.tags.get(key) === value) continue;
    await connection.post("mlflow/model-versions/set-tag", { name, version: String(there.number), key, value });
    changes.push(event.summary);
  }

  for (const [alias, id] of aliasesOf(history)) {
    const to = versions.get(id)?.number;
    if (isReserved(alias)) skipped.push({ what: `the alias ${alias}`, reason: "MLflow keeps that name for itself" });
    else if (to === undefined) skipped.push({ what: `the alias ${alias}`, reason: `${id} is not there` });
    else await moveAlias(context, name, { alias, to, found: seen?.aliases.get(alias), tags: seen?.tags });
  }

  // Another mirror made the same version in the same moment: the older one stays, and aliases stand only at that.
  for (const { number, tags } of seen?.versions ?? []) {
    const first = known.get(tags.get(manifestTag) ?? "");
    if (first === undefined || first.number === number || !made.delete(number)) continue;
    await connection.delete("mlflow/model-versions/delete", { name, version: String(number) });
    changes.push(`version ${number} deleted, which is version ${first.number} again`);
  }
  return skipped;
}

async function makeModel(connection: Connection, name: string): Promise<void> {
  try {
    await connection.post("mlflow/registered-models/create", { name });
  } catch (error) {
    if (refusalCode(error) !== "RESOURCE_ALREADY_EXISTS") throw error;
  }
}
