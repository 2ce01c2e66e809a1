import { ConflictError, RevokedError, SourceError } from "../../errors/index.js";
import { orAborted } from "../../or-aborted.js";
import type { BatchRange, Partition, PositionedBatch } from "../../ports/source.js";
import type { StageInfo } from "../../stage.js";
import { runLog } from "../read-run.js";
import type { Run } from "../runner.js";
import { batchRunId } from "./batch-run-id.js";
import type { EachSteps } from "./each-steps.js";
import { openBatchRun } from "./open-batch-run.js";
import type { Outlet } from "./outlet.js";
import type { Slots } from "./slots.js";

interface PartitionSteps<In, Out> extends EachSteps<In, Out> {
  readonly slots: Slots;
  readonly outlet: Outlet<Run<Out>>;
  /** Aborted when the partition is revoked, and when all ends. */
  readonly signal: AbortSignal;
}

/** Runs a partition batch by batch, from what was committed to its end. */
export async function runPartition<In, Out>(
  stage: StageInfo,
  source: string,
  partition: Partition<In>,
  steps: PartitionSteps<In, Out>,
): Promise<void> {
  const { signal, slots, outlet, seed } = steps;
  signal.throwIfAborted();

  /** The position after the batch that was done, or `again` when another process has written to its run meanwhile. */
  async function runNext(position: string | undefined): Promise<{ readonly to: string } | "again" | "end"> {
    const runId = batchRunId(stage.id, source, partition.id, position);
    const { opened, cut, state } = await openBatchRun({ open: steps.open, stage, seed, runId });
    const range = { from: cut?.from ?? position, to: cut?.to, signal };
    const done = state !== "to-do" && cut !== undefined;
    const read = done ? undefined : await readBatch(partition, range, source);
    if (!done && read === undefined) return "end";
    const to = cut?.to ?? read?.to ?? "";
    const giveBack = await slots.take(signal);
    let run: Run<Out> | undefined;
    try {
      if (state === "succeeded") run = await steps.restore(opened, async () => (read ?? (await reread(range))).batch);
      else if (state === "to-do" && read !== undefined) {
        const { batch: input, from } = read;
        if (!(await begins(() => steps.begin(opened, input, { source, partition: partition.id, from, to })))) {
          giveBack();
          return "again";
        }
        run = await steps.follow(opened, input, signal);
      }
      signal.throwIfAborted();
      await partition.commit(to);
    } catch (cause) {
      giveBack();
      // Another process goes on with this run: it believes the partition its own.
      if (isConflictOf(cause, opened.runId))
        throw new RevokedError({ source, partition: partition.id, position: to, cause });
      throw cause;
    }
    if (run === undefined) giveBack();
    else await orAborted(outlet.give(run).finally(giveBack), signal);
    return { to };
  }

  async function reread(range: BatchRange): Promise<PositionedBatch<In>> {
    const read = await readBatch(partition, range, source);
    if (read === undefined) throw changedBatch(source, partition.id, range, "its end");
    return read;
  }

  for (let position = await partition.committed(); ; ) {
    const next = await runNext(position);
    if (next === "end") return;
    if (next !== "again") position = next.to;
  }
}

/** @throws {SourceError} the source does not keep to its contract. */
async function readBatch<In>(
  partition: Partition<In>,
  range: BatchRange,
  source: string,
): Promise<PositionedBatch<In> | undefined> {
  const read = await partition.read(range);
  range.signal.throwIfAborted();
  if (range.to !== undefined && read?.to !== range.to)
    throw changedBatch(
      source,
      partition.id,
      range,
      read === undefined ? "its end" : `one to ${JSON.stringify(read.to)}`,
    );
  if (read !== undefined && (typeof read.from !== "string" || typeof read.to !== "string" || read.from === read.to))
    throw new SourceError({
      place: `source ${source}`,
      message: `Expected batches of partition ${JSON.stringify(partition.id)} to go from one position to another, got one from ${JSON.stringify(read.from)} to ${JSON.stringify(read.to)}`,
    });
  return read;
}

function changedBatch(source: string, partition: string, { from, to }: BatchRange, got: string): SourceError {
  const message = `Expected the batch from ${JSON.stringify(from)} to ${JSON.stringify(to)} of partition ${JSON.stringify(partition)} again, got ${got}: its run was begun and needs it`;
  return new SourceError({ place: `source ${source}`, message });
}

/** False when another process has written to the run since it was opened. */
async function begins(begin: () => Promise<void>): Promise<boolean> {
  try {
    await begin();
    return true;
  } catch (error) {
    if (ConflictError.isInstance(error)) return false;
    throw error;
  }
}

function isConflictOf(error: unknown, runId: string): boolean {
  return ConflictError.isInstance(error) && error.log === runLog(runId);
}
