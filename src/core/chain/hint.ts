declare const hint: unique symbol;

/** A sentence for the compiler to say where its own words would not help: no value is of this type. */
export interface Hint<Words extends string> {
  readonly [hint]: Words;
}
