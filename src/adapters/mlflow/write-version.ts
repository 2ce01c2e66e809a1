import type { MirroredEvent } from "../../ports/house.js";
import { type Connection, textIn } from "./connection.js";
import { type MlflowRun, type MlflowRuns, wholeTime } from "./mlflow-runs.js";
import type { RegisteredVersion } from "./registered-model.js";
import { filesOfVersion, type WholeVersion } from "./version-files.js";
import { versionTags } from "./version-tags.js";

/**
 * Writes a version: its files among the artifacts of the run that made it, then the version with all of its tags in one call, so that one
 * that is there is whole.
 */
export async function writeVersion(
  connection: Connection,
  runs: MlflowRuns,
  name: string,
  whole: WholeVersion,
  registered: MirroredEvent,
): Promise<RegisteredVersion> {
  const { runId } = whole.version.manifest;
  const { time } = registered;
  const run = await runOf(connection, runs, runId, time);
  const folder = `golden_pipeline/${whole.version.digest.replace(":", "-")}`;
  for (const [path, content] of filesOfVersion(whole, { folder, runId: run.id, time }))
    await connection.upload(run.artifacts, `${folder}/${path}`, content);
  const tags = versionTags(whole, registered);
  const source = `${run.artifacts}/${folder}`;
  // Once: a second answer would be a second version.
  const answer = await connection.postOnce("mlflow/model-versions/create", {
    name,
    source,
    run_id: run.id,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  });
  const number = Number(textIn(connection.place, answer, "model_version", "version"));
  return { number, tags: new Map(Object.entries(tags)), facts: answer };
}

/** The run that the tracker told, or one that stands for it. */
async function runOf(connection: Connection, runs: MlflowRuns, runId: string, time: number): Promise<MlflowRun> {
  const found = await runs.find(runId);
  if (found !== undefined) return found;
  const made = await runs.findOrCreate({ runId, time });
  await connection.post("mlflow/runs/update", { run_id: made.id, status: "FINISHED", end_time: wholeTime(time) });
  return made;
}
