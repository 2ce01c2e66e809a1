import type { Contract } from "../schema/index.js";

/** Reads the times of a logged row, which stand there as ISO text, back to Dates; other columns are as they were. */
export function readTimes<Row, Label extends string>(
  contract: Contract<Row, Label>,
): (row: Readonly<Record<string, unknown>>) => Record<string, unknown> {
  const times = contract.columns.filter(({ type }) => type === "time").map(({ name }) => name);
  return (row) => {
    const read: Record<string, unknown> = { ...row };
    for (const name of times) if (Object.hasOwn(read, name)) read[name] = readTime(read[name]);
    return read;
  };
}

function readTime(value: unknown): unknown {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? value : new Date(time);
}
