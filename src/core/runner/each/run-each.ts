import { RevokedError } from "../../errors/index.js";
import { linkSignal } from "../../link-signal.js";
import { checkPort } from "../../ports/check-port.js";
import type { Partition, Source } from "../../ports/source.js";
import type { StageInfo } from "../../stage.js";
import type { Run } from "../runner.js";
import type { EachSteps } from "./each-steps.js";
import { createOutlet } from "./outlet.js";
import { runPartition } from "./run-partition.js";
import { createSlots } from "./slots.js";

/** Runs all partitions that are assigned to this reader, and gives their runs one by one. */
export async function* runEach<In, Out>(
  stage: StageInfo,
  source: Source<In>,
  steps: EachSteps<In, Out>,
): AsyncGenerator<Run<Out>, void, undefined> {
  const { signal, concurrency, log, emit } = steps;
  checkPort("runner", "source", source, ["partitions"]);
  signal.throwIfAborted();
  const link = linkSignal(signal);
  const outlet = createOutlet<Run<Out>>();
  const slots = createSlots(concurrency);
  /** Partitions that were lost although their source still believed them ours. */
  const lost = new Map<string, { readonly partition: Partition<In>; readonly error: RevokedError }>();
  let failure: { readonly error: unknown } | undefined;

  function fail(error: unknown): void {
    failure ??= { error };
    link.abort(error);
  }

  async function follow(partition: Partition<In>): Promise<void> {
    const about = { source: source.name, partition: partition.id, stage: stage.id };
    lost.delete(partition.id);
    emit({ type: "partition-start", ...about });
    const own = linkSignal(link.signal, partition.signal);
    const end = await runPartition<In, Out>(stage, source.name, partition, {
      ...steps,
      slots,
      outlet,
      signal: own.signal,
    }).then(
      () => ({ reason: "ended" as const }),
      (error: unknown) => ({ reason: reasonOf(error, partition), error }),
    );
    own.release();
    if (end.reason === "failed") fail(end.error);
    if (end.reason === "revoked" && RevokedError.isInstance(end.error))
      lost.set(partition.id, { partition, error: end.error });
    if (end.reason === "revoked")
      log.info({ ...about, error: end.error }, "A partition was revoked: its next reader goes on");
    try {
      await partition.release();
    } catch (error) {
      fail(error);
    }
    emit({ type: "partition-end", ...about, ...end });
  }

  function reasonOf(error: unknown, partition: Partition<In>): "revoked" | "stopped" | "failed" {
    if (link.signal.aborted) return "stopped";
    return partition.signal.aborted || RevokedError.isInstance(error) ? "revoked" : "failed";
  }

  async function followAll(): Promise<void> {
    const following = new Set<Promise<void>>();
    try {
      for await (const partition of source.partitions(link.signal)) {
        const followed = follow(partition).finally(() => following.delete(followed));
        following.add(followed);
      }
    } catch (error) {
      fail(error);
    } finally {
      await Promise.all(following);
      outlet.close();
    }
  }

  const followed = followAll();
  try {
    yield* outlet;
  } finally {
    link.abort(new Error("Nobody asks for the next run"));
    outlet.abandon();
    await followed;
    link.release();
  }
  signal.throwIfAborted();
  if (failure !== undefined) throw failure.error;
  for (const { partition, error } of lost.values()) if (!partition.signal.aborted) throw error;
}
