import type { Json } from "../core/index.js";
import { compileRow } from "../schema/house.js";
import { readLoggedRow } from "./logged-row.js";
import type { ModelName } from "./model.js";

/**
 * What was right for one row: yes or no, a number, a class, JSON, by the model's own expression. Null where it is missing, of a wrong type, or
 * a class that is none of the stated ones.
 * @param row As the contract has it, or as it was logged: the request's row with the values of its label, times as Dates or ISO texts.
 * @example targetOf(late, { ...prediction.row, ...label.values }) // true
 */
export function targetOf<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  row: Readonly<Record<string, unknown>>,
): Json {
  return compileTarget(name)(row);
}

/** `targetOf` for many rows: the expression is compiled once. */
export function compileTarget<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
): (row: Readonly<Record<string, unknown>>) => Json {
  const read = readLoggedRow(name.contract);
  const target: (row: object) => Json = compileRow(name.target.node);
  const stated = name.target.labels && new Set(name.target.labels);
  return (row) => {
    const value = target(read(row));
    const said = Array.isArray(value) ? value : [value];
    return stated !== undefined && said.some((one) => !stated.has(one as string)) ? null : value;
  };
}
