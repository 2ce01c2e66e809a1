import { compileRow, fitsType } from "../schema/house.js";
import type { Contract } from "../schema/index.js";

type Values = Readonly<Record<string, unknown>>;

/** Reads the times of a row as it was logged, ISO texts, back to Dates. Nothing is checked: any other value stays as it is. */
export function readLoggedTimes<Row, Label extends string>(
  contract: Contract<Row, Label>,
): (row: Values) => Record<string, unknown> {
  const times = contract.columns.filter(({ type }) => type === "time").map(({ name }) => name);
  return (row) => {
    const read: Record<string, unknown> = { ...row };
    for (const name of times) if (Object.hasOwn(read, name)) read[name] = readTime(read[name]);
    return read;
  };
}

/** Reads a logged row so that expressions can compute with it: values of a wrong type count as missing, derived columns are computed. */
export function readLoggedRow<Row, Label extends string>(
  contract: Contract<Row, Label>,
): (row: Values) => Record<string, unknown> {
  const own = contract.columns.filter(({ derived }) => derived === undefined);
  const computed = contract.columns.flatMap(({ name, type, derived }) =>
    derived === undefined ? [] : [{ name, type, compute: compileRow(derived) }],
  );
  return (row) => {
    const read: Record<string, unknown> = {};
    for (const { name, type } of own) {
      const value = type === "time" ? readTime(row[name]) : row[name];
      read[name] = fitsType[type](value) ? value : null;
    }
    for (const { name, type, compute } of computed) {
      const value = compute(read);
      read[name] = type === "time" && value !== null ? new Date(value as number) : value;
    }
    return read;
  };
}

function readTime(value: unknown): unknown {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? value : new Date(time);
}
