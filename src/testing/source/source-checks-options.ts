import type { Source } from "../../core/index.js";

/** A place with content of its own, and nothing committed. */
export interface CheckedSource<Batch> {
  /** A source on the content, as a new process would open it. */
  open(): Source<Batch>;
  close(): Promise<void>;
}

export interface SourceChecksOptions<Batch, Own> {
  /** A new place, with the same content each time. It may carry what the options below need of it. */
  readonly fresh: () => Promise<CheckedSource<Batch> & Own>;
  /** What a batch holds, in order, as values that `deepStrictEqual` can compare. */
  readonly items: (batch: Batch) => Promise<readonly unknown[]>;
  /** Everything that each partition holds, in order: in the first one enough for at least three batches. */
  readonly expected: { readonly [partition: string]: readonly unknown[] };
  /** Opens it with batches of another size. @default the source has one size only */
  readonly resized?: ((place: CheckedSource<Batch> & Own) => Source<Batch>) | undefined;
  /** Has more records arrive in a partition. @default its content never grows */
  readonly append?: ((place: CheckedSource<Batch> & Own, partition: string) => Promise<void>) | undefined;
  /** Takes a partition from its reader; the next that is opened after that one has left gets it. @default nobody can take one */
  readonly revoke?: ((place: CheckedSource<Batch> & Own, partition: string) => Promise<void>) | undefined;
  /** The partitions that others continue: those come when these were committed to their ends. @default none */
  readonly parents?: { readonly [partition: string]: readonly string[] } | undefined;
  /** How long a check waits for what must come, in milliseconds. A group of a broker needs seconds for a rebalance. @default 10000 */
  readonly patience?: number | undefined;
  /** Checks that this source cannot pass, each with the reason. @default none */
  readonly skip?: { readonly [name: string]: string } | undefined;
}
