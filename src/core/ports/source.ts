/**
 * Where batches come from: a file (one partition), a topic (many, which a group's rebalance takes and gives while they are read),
 * a stream whose shards split, a table. Positions are the source's own text and stand between two records; nobody else reads them.
 *
 * **Who decides where a batch ends?** Multiples of a fixed count would make the same batches again after a crash, but the newest records
 * would wait until the count is full. Whatever has arrived has no latency, but is another batch when it is read again. So the source
 * cuts as it likes, and `runner.each` writes both positions into the run's first event, durably, before the stage sees the batch. A batch whose
 * run was begun is asked for again by `from` and `to`, whatever has arrived since, by whatever batch size, by whichever reader. A source
 * must therefore be able to give any batch a second time, for as long as its run has not ended.
 *
 * **What is a fence?** A partition has one reader at a time. Whoever has lost it, even without noticing, may not commit: a commit is made under the
 * assignment that the partition came with (generation, lease, lock) and refused with a {@link RevokedError} when that one is over.
 *
 * `sourceChecks` of `golden-pipeline/testing` proves an implementation.
 */
export interface Source<Batch> {
  readonly specificationVersion: 1;
  /** Stable: it is part of the run ids that `runner.each` derives. */
  readonly name: string;
  /**
   * Joins the readers and gives each partition once it is assigned to this one, also the same again after it was revoked. A partition
   * that continues another one (a split shard) comes only when the other was committed to its end. Ends when no more can come, which a live
   * source never does; leaving the loop leaves the readers. Aborting the signal rejects with its reason.
   */
  partitions(signal: AbortSignal): AsyncIterable<Partition<Batch>>;
}

/** A part of a source with an order of its own, for as long as it is assigned to this reader. */
export interface Partition<Batch> {
  /** Stable and unique in the source, e.g. `0` or `shardId-000000000003`. Part of run ids. */
  readonly id: string;
  /** Aborted with a {@link RevokedError} as soon as the partition no longer belongs to this reader. */
  readonly signal: AbortSignal;
  /** What was committed last, by any reader; undefined when nothing was. */
  committed(): Promise<string | undefined>;
  /**
   * The batch after a position; undefined when nothing will ever come after it. A live source waits for the first record, and then takes what is
   * there, up to a size of its own. Mostly called with the `to` of the batch before, one call at a time: keep the place.
   *
   * @throws the reason of the range's signal, and of the partition's.
   */
  read(range: BatchRange): Promise<PositionedBatch<Batch> | undefined>;
  /**
   * Durably: all up to this position is done. The same commit again is taken.
   * @throws {RevokedError} the partition no longer belongs to this reader; nothing was changed.
   */
  commit(position: string): Promise<void>;
  /** The reader lets go: it has read to the end, has lost the partition or has failed. Called once; nothing is read or committed afterwards. */
  release(): Promise<void>;
}

export interface BatchRange {
  /** @default the partition's beginning, as the source is set up: its oldest record, or its newest */
  readonly from?: string | undefined;
  /** Exactly to here: a batch that was cut before. @default where the source cuts it */
  readonly to?: string | undefined;
  readonly signal: AbortSignal;
}

export interface PositionedBatch<Batch> {
  readonly batch: Batch;
  /** The position before its first record, also where none was asked for. */
  readonly from: string;
  /** The position after its last record. */
  readonly to: string;
}
