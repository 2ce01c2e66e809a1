import { checkOptions, type TrackedEntry } from "../../core/house.js";
import type { Tracker, Tracking } from "../../core/index.js";
import { artifactRecord } from "./artifact-record.js";
import { entryRecords } from "./entry-records.js";
import { ownFacts } from "./own-facts.js";
import { readWandbRun } from "./read-wandb-run.js";
import { configRecord, exitRecord } from "./records.js";
import { createRunWriter, type RunWriter } from "./run-writer.js";
import { type WandbOptions, wandbRules } from "./wandb-options.js";

export interface WandbTracker extends Tracker {
  /** What a run has told, read back from its files. @throws {MissingError} the folder has no such run. @throws {DamagedError} a file is not what was written. */
  read(runId: string): Promise<Tracking>;
}

type BegunRun = Parameters<typeof createRunWriter>[1];

/** W&B shows 0 as finished and others as failed; 255 is what its own client says of a run that was interrupted. */
const exitCodes = { succeeded: 0, failed: 1, aborted: 255 } as const;

/**
 * Tracks runs in files, as W&B's client does offline: `wandb sync` tells a server of them. Each run has a folder, and another one each time it is taken up again.
 * What `log` has resolved for survives the death of this process, what `flush` has resolved for that of the machine.
 * @example createRunner({ store, tracker: wandbTracker({ folder: "wandb", project: "late-flights" }) })
 * @throws {InvalidArgumentError} an option is outside what is accepted. Its methods reject with what the file system says.
 */
export function wandbTracker(options: WandbOptions): WandbTracker {
  checkOptions("wandb", options, wandbRules);
  const { folder, project, entity } = options;
  const runs = new Map<string, BegunRun>();
  const writers = new Map<string, Promise<RunWriter>>();

  function begin(run: BegunRun): Promise<RunWriter> {
    const begun = createRunWriter(options, run);
    runs.set(run.runId, run);
    writers.set(run.runId, begun);
    begun.catch(() => writers.delete(run.runId)); // The next call tries again.
    return begun;
  }

  /** @param time Where this process has only a part of a run, of its begin. */
  async function writerOf(runId: string, time: number): Promise<RunWriter> {
    const known = await writers.get(runId);
    return known === undefined || known.isOver() ? begin(runs.get(runId) ?? { runId, time }) : known;
  }

  async function keepArtifacts(
    writer: RunWriter,
    entries: readonly TrackedEntry[],
    blobs: Parameters<Tracker["log"]>[2],
  ): Promise<void> {
    for (const entry of entries) {
      if (entry.type !== "artifact") continue;
      const content = await blobs.get(entry.digest);
      const file = await writer.keep(content);
      await writer.append([artifactRecord({ id: writer.id, project, entity }, entry, { file, content })]);
    }
  }

  return {
    specificationVersion: "v1",
    async start(run) {
      await begin(run);
    },
    async log(runId, entries, blobs) {
      const writer = await writerOf(runId, Date.now());
      // Numbers first: what becomes of a file is no reason to lose them.
      const records = entryRecords(entries, writer.state);
      await writer.append(records).catch((error: unknown) => {
        writer.state.defined.clear(); // Nothing of it stands.
        throw error;
      });
      await keepArtifacts(writer, entries, blobs);
    },
    async flush(runId) {
      await (await writers.get(runId))?.flush();
    },
    async finish(runId, status, time) {
      const writer = await writerOf(runId, time);
      const seconds = Math.round(Math.max(0, time - writer.state.startedAt) / 1000);
      const facts = configRecord(ownFacts({ status, ended_at: time }));
      await writer.append([facts, exitRecord(exitCodes[status], seconds)]);
      await writer.flush();
      writers.delete(runId);
      runs.delete(runId);
    },
    read: (runId) => readWandbRun(folder, runId),
  };
}
