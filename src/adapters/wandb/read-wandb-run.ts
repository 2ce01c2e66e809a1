import { parseJson, type TrackedEntry, TrackingFold } from "../../core/house.js";
import { type Json, MissingError, type Tracking } from "../../core/index.js";
import { metadataKey } from "./artifact-record.js";
import { readMetricKey, stepKey } from "./metric-key.js";
import { ownKey } from "./own-facts.js";
import type { ReadMessage } from "./read-message.js";
import { fields } from "./records.js";
import { configItems, readRunFile, readTime, runFiles } from "./run-files.js";
import { wandbRunId } from "./run-name.js";

/** @throws {MissingError} the folder has no such run. */
export async function readWandbRun(folder: string, runId: string): Promise<Tracking> {
  const files = (await runFiles(folder, wandbRunId(runId))).filter((file) => file.runId === runId);
  if (files.length === 0) throw new MissingError("wandb", `run ${runId} in ${folder}`);
  const fold = new TrackingFold(runId);
  for (const { path, parent } of files) {
    const facts = new Map<string, unknown>();
    const addConfig = (config: ReadMessage | undefined): void => {
      for (const [at, value] of configItems(config))
        if (at[0] !== ownKey) fold.add({ type: "param", ...named(at), value: value as Json });
        else if (at[1] === "tags") fold.add({ type: "tag", ...named(at.slice(2)), value: String(value) });
        else facts.set(at[1] ?? "", value);
    };
    for (const record of await readRunFile(path)) {
      const run = record.message(fields.record.run);
      if (run !== undefined && run.text(fields.run.name) !== "") {
        const name = run.text(fields.run.name);
        fold.add({ type: "run-started", name, ...(parent !== undefined && { parent }), time: readTime(run) });
      }
      addConfig(record.message(fields.record.config));
      for (const entry of readRow(record.message(fields.record.history))) fold.add(entry);
      const artifact = record.message(fields.record.artifact);
      if (artifact !== undefined) fold.add(readArtifact(artifact));
      if (record.message(fields.record.exit) !== undefined) {
        const status = (["failed", "aborted"] as const).find((known) => known === facts.get("status")) ?? "succeeded";
        fold.add({ type: "run-ended", status, time: Number(facts.get("ended_at")) });
      }
    }
  }
  for (const nested of await runFiles(folder))
    if (nested.parent === runId) fold.add({ type: "run-nested", runId: nested.runId });
  return fold.value;
}

function named([stage = "", name = ""]: readonly string[]) {
  return { stage, name };
}

function readRow(history: ReadMessage | undefined): readonly TrackedEntry[] {
  const row = new Map(
    (history?.messages(fields.history.items) ?? []).map((item) => [
      item.text(fields.item.path),
      Number(item.text(fields.item.json)),
    ]),
  );
  const time = Math.round((row.get("_timestamp") ?? 0) * 1e6) / 1000;
  return [...row].flatMap(([key, value]): readonly TrackedEntry[] => {
    const own = readMetricKey(key);
    return own === undefined ? [] : [{ type: "metric", ...own, value, step: row.get(stepKey(own.stage)) ?? 0, time }];
  });
}

function readArtifact(artifact: ReadMessage): TrackedEntry {
  const facts = Object(Object(parseJson(artifact.text(fields.artifact.metadata)))[metadataKey]);
  const { stage, name, digest, bytes, mediaType } = facts;
  return { type: "artifact", stage, name, digest, ...(bytes !== undefined && { bytes }), mediaType };
}
