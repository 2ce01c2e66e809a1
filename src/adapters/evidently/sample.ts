/** Values of a column on both sides, without those that are missing or infinite. */
export type Samples = NumberSamples | CategorySamples;

export interface NumberSamples {
  readonly type: "number";
  /** In the order of the rows. */
  readonly reference: Float64Array;
  readonly current: Float64Array;
  /** Both in rising order. */
  readonly sorted: readonly [reference: Float64Array, current: Float64Array];
  /** Whether all are whole and none was missing: NumPy then has bins at least 1 wide. */
  readonly whole: boolean;
}

export type Category = string | number | boolean;

export interface CategorySamples {
  readonly type: "category";
  readonly reference: readonly Category[];
  readonly current: readonly Category[];
}

/** What a test finds: a p-value or a distance. NaN where it says nothing. */
export type SampleTest<Given extends Samples = Samples> = (samples: Given) => number;
