import { isMissing } from "../../columns/validity.js";
import { scalarAt } from "../../columns/value-at.js";
import { booleanColumn, booleanOf, type ColumnFunction } from "./column-access.js";

const allPresent = 255;

/** Kleene's `and` and `or`, a byte of validity at a time. */
export function kleene(op: "and" | "or", left: ColumnFunction, right: ColumnFunction): ColumnFunction {
  // What decides alone: 0 for `and`, 1 for `or`.
  const decides = op === "and" ? 0 : 1;
  return (batch) => {
    const [a, b] = [booleanOf(left(batch)), booleanOf(right(batch))];
    const [x, y] = [a.values, b.values];
    const { length } = batch;
    const values = new Uint8Array(length);
    if (a.validity === undefined && b.validity === undefined) {
      if (op === "and") for (let row = 0; row < length; row++) values[row] = (x[row] as number) & (y[row] as number);
      else for (let row = 0; row < length; row++) values[row] = (x[row] as number) | (y[row] as number);
      return booleanColumn(values, undefined);
    }
    const validity = new Uint8Array((length + 7) >> 3);
    for (let row = 0; row < length; row++) {
      const bit = 1 << (row & 7);
      const presentX = ((a.validity?.[row >> 3] ?? allPresent) & bit) !== 0;
      const presentY = ((b.validity?.[row >> 3] ?? allPresent) & bit) !== 0;
      const decided = (presentX && x[row] === decides) || (presentY && y[row] === decides);
      values[row] = decided ? decides : 1 - decides;
      if (decided || (presentX && presentY)) validity[row >> 3] = (validity[row >> 3] as number) | bit;
    }
    return booleanColumn(values, validity);
  };
}

/** The opposite; missing stays missing. */
export function negation(of: ColumnFunction): ColumnFunction {
  return (batch) => {
    const column = booleanOf(of(batch));
    const values = new Uint8Array(batch.length);
    for (let row = 0; row < values.length; row++) values[row] = 1 - (column.values[row] as number);
    return booleanColumn(values, column.validity);
  };
}

/** Whether a value is missing; never missing itself. */
export function missingness(of: ColumnFunction): ColumnFunction {
  return (batch) => {
    const column = of(batch);
    const values = new Uint8Array(batch.length);
    // Nested values may hold a null of their own, which rows cannot tell from a missing one.
    if (column.type === "other")
      for (let row = 0; row < values.length; row++) values[row] = scalarAt(column, row) === null ? 1 : 0;
    else if (column.validity !== undefined)
      for (let row = 0; row < values.length; row++) values[row] = isMissing(column, row) ? 1 : 0;
    return booleanColumn(values, undefined);
  };
}
