/** Checked rows of a metric, from which its value can be had again with some of them left out, repeated or exchanged. */
export interface Sample {
  /** Rows, or queries of a ranking. */
  readonly rows: number;
  /** Of a ranking: the first row of each query. */
  readonly firstRows?: Int32Array;
  /** Of a metric that is the mean of a value per row, without weights: these. NaN is of a row that does not count. */
  readonly rowValues?: Float64Array;
  /** Of a metric that is made of means of several values per row: these, row by row. */
  readonly terms?: SampleTerms;
  /** Of a metric that only depends on how many rows are of each of a few kinds. */
  readonly kinds?: SampleKinds;
  /** @param times How often each row counts. @default once */
  value(times?: ArrayLike<number>): number | undefined;
  /**
   * Of a's rows followed by b's, where it is so: each row's part in a's value less b's, such that it only changes its sign when the row's
   * two outputs change places. Whole numbers, as many times too large as they all have in common.
   */
  swapParts?(): Float64Array;
  /** The value without each group of rows in turn, where that is quicker than so many values. @param codes Each row's group. */
  withoutEach?(codes: Int32Array, groups: number): Float64Array | undefined;
}

export interface SampleTerms {
  readonly width: number;
  /** Row by row, each already times its row's weight. */
  readonly values: Float64Array;
  /** @default every row weighs 1 */
  readonly weights: Float64Array | undefined;
  finish(means: Float64Array): number | undefined;
}

export interface SampleKinds {
  readonly count: number;
  readonly of: Int32Array;
  value(counts: Float64Array): number | undefined;
}
