import type { EngineMetric } from "../engine.js";
import type { ClassRows } from "./class-rows.js";
import { clipped } from "./write-measures.js";

/** A metric that is the mean of a value of each row. */
export interface ClassMean {
  readonly value: string;
  /** What the value reads besides the rows' columns, as `name`. */
  readonly name?: string;
  /** What the mean is multiplied by. @default 1 */
  readonly factor?: number;
}

/** The value of a row of classes by a metric that is its mean; undefined of other metrics. */
export function classMean(rows: ClassRows, { name, params }: EngineMetric): ClassMean | undefined {
  const columns = [...rows.labels.keys()];
  const byClass = (write: (column: number) => string, otherwise: string): string =>
    `CASE ${columns.map((column) => `WHEN ${rows.isOf(column)} THEN ${write(column)}`).join(" ")} ELSE ${otherwise} END`;
  // A class without a column had probability 0.
  if (name === "log loss")
    return {
      value: `-ln(${clipped("likelihood")})`,
      name: `${byClass((column) => `p${column}`, "0.0e0")} AS likelihood`,
    };
  if (name === "Brier score") {
    const { scaleByHalf = "auto" } = params;
    const half = scaleByHalf === "auto" ? columns.length < 3 : scaleByHalf === true;
    const squares = columns.map((column) => {
      const distance = `(p${column} - CASE WHEN ${rows.isOf(column)} THEN 1.0e0 ELSE 0.0e0 END)`;
      return `${distance} * ${distance}`;
    });
    return { value: [...squares, byClass(() => "0.0e0", "1.0e0")].join(" + "), factor: half ? 0.5 : 1 };
  }
  if (!/^top-\d+ accuracy$/.test(name)) return undefined;
  // Of equal ones the class of the later column stands higher.
  const higher = (mine: number): string =>
    [
      "0",
      ...columns
        .filter((column) => column !== mine)
        .map((column) => `CASE WHEN p${column} ${column > mine ? ">=" : ">"} p${mine} THEN 1 ELSE 0 END`),
    ].join(" + ");
  return { value: `CASE WHEN ${byClass(higher, "NULL")} < ${Number(params.k)} THEN 1.0e0 ELSE 0.0e0 END` };
}
