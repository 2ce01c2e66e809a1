/** Where batches come from, with positions that can be committed: a file, a topic, a table. */
export interface Source<Batch> {
  /** Stable: it is part of the run ids that `runner.each` derives. */
  readonly name: string;
  /** Batches after the position (undefined: from where the source was last committed, or its beginning). */
  read(
    from: string | undefined,
    signal: AbortSignal,
  ): AsyncIterable<{ readonly batch: Batch; readonly position: string }>;
  /** Everything up to this position is done and need not be delivered again. */
  commit(position: string): Promise<void>;
}
