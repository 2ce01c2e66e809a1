import type { ColumnCheck } from "../../schema/house.js";
import { compileCheck } from "../../schema/house.js";
import type { ColumnData } from "../../schema/index.js";
import { isPresent } from "../row-bits.js";
import { isOutside, type NumberLimits, numberLimits } from "./number-limits.js";

/** Marks the rows of a column that break a check; missing values break none. */
export type ColumnChecker = (column: ColumnData, invalid: Uint8Array) => void;

/**
 * The checks of one column as one pass over numbers and one look at every distinct word of text. Limits of numbers become one interval,
 * and a batch that lies inside it is passed without looking at single rows again.
 */
export function compileChecks(checks: readonly ColumnCheck[]): ColumnChecker {
  const limits = numberLimits(checks);
  const single = checks.map(compileCheck);
  const others = limits.rest.map(compileCheck);
  const passes = (value: number | string | boolean) => single.every((check) => check(value));

  return (column, invalid) => {
    if (checks.length === 0 || column.type === "other") return;
    if (column.type === "text") {
      const broken = Uint8Array.from(column.dictionary, (word) => (passes(word) ? 0 : 1));
      if (broken.includes(1)) markCodes(column.codes, broken, column.validity, invalid);
    } else if (column.type === "boolean") {
      const broken = [passes(false) ? 0 : 1, passes(true) ? 0 : 1];
      for (let row = 0; row < column.length; row++)
        if (broken[column.values[row] ?? 0] === 1 && isPresent(column.validity, row)) invalid[row] = 1;
    } else {
      if (isOutside(column.values, limits)) markOutside(column.values, limits, column.validity, invalid);
      for (const check of others) markNumbers(column.values, check, column.validity, invalid);
    }
  };
}

function markCodes(codes: Int32Array, broken: Uint8Array, validity: Uint8Array | undefined, invalid: Uint8Array): void {
  for (let row = 0; row < codes.length; row++)
    if (broken[codes[row] ?? 0] === 1 && isPresent(validity, row)) invalid[row] = 1;
}

function markOutside(
  values: Float64Array,
  limits: NumberLimits,
  validity: Uint8Array | undefined,
  invalid: Uint8Array,
): void {
  const { low, high, lowOpen, highOpen } = limits;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? 0;
    if (value >= low && value <= high && !(lowOpen && value === low) && !(highOpen && value === high)) continue;
    if (isPresent(validity, row)) invalid[row] = 1;
  }
}

function markNumbers(
  values: Float64Array,
  check: (value: number) => boolean,
  validity: Uint8Array | undefined,
  invalid: Uint8Array,
): void {
  for (let row = 0; row < values.length; row++)
    if (!check(values[row] ?? 0) && isPresent(validity, row)) invalid[row] = 1;
}
