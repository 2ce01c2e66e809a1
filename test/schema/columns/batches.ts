import fc from "fast-check";
import type { ValueType } from "../../../src/schema/house.js";

export type Row = Readonly<Record<string, unknown>>;

/** One column of each type, as the tests of this folder use them. */
export const definitions = [
  { name: "number", type: "number" },
  { name: "integer", type: "integer" },
  { name: "time", type: "time" },
  { name: "flag", type: "boolean" },
  { name: "word", type: "text" },
  { name: "other", type: "other" },
] as const satisfies readonly { readonly name: string; readonly type: ValueType }[];

const orMissing = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 3 });

/** A row whose cells may all be missing; few words, so that dictionaries overlap. */
export const arbitraryRow: fc.Arbitrary<Row> = fc.record({
  number: orMissing(fc.double()),
  integer: orMissing(fc.maxSafeInteger()),
  time: orMissing(fc.date({ noInvalidDate: true })),
  flag: orMissing(fc.boolean()),
  word: orMissing(fc.constantFrom("a", "b", "c", "", "ä")),
  other: orMissing(fc.array(fc.integer(), { maxLength: 2 })),
});

export const arbitraryRows = fc.array(arbitraryRow, { maxLength: 40 });
