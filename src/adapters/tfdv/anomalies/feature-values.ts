import { checkArguments } from "../../../core/house.js";
import { type Batch, rowsOf } from "../../../schema/index.js";

/** What a schema is held against: rows as objects, or a batch of columns. */
export type FeatureData = Batch | readonly Readonly<Record<string, unknown>>[];

/** One column, a list of values for each row that has it. */
export interface FeatureValues {
  readonly rows: number;
  readonly present: readonly (readonly (number | string)[])[];
  /** Those that the values may be of; none without values. Whole numbers in rows may be floating ones, those of a batch have a type. */
  readonly types: readonly ("BYTES" | "INT" | "FLOAT" | "STRUCT")[];
}

/** The columns of data by name. */
export function featureValues(place: string, data: FeatureData): ReadonlyMap<string, FeatureValues> {
  checkArguments("tfdv", { [place]: data }, { [place]: { expected: "rows or a batch of columns", holds: isData } });
  const rows = "columns" in data ? [...rowsOf(data)] : data;
  const names = new Set("columns" in data ? Object.keys(data.columns) : rows.flatMap((row) => Object.keys(row)));
  return new Map(
    [...names].map((name) => {
      const cells = rows.map((row) => row[name]).filter((cell) => cell !== null && cell !== undefined);
      const lists = cells.map((cell): readonly unknown[] => (Array.isArray(cell) ? cell : [cell]));
      const floating = "columns" in data && data.columns[name]?.type === "number";
      const types = floating ? (["FLOAT"] as const) : typesOf(lists.flat());
      return [name, { rows: rows.length, present: lists.map((list) => list.map(plain)), types }];
    }),
  );
}

function isData(data: unknown): boolean {
  if (Array.isArray(data)) return data.every((row) => typeof row === "object" && row !== null);
  return typeof data === "object" && data !== null && "columns" in data && "length" in data;
}

/** As the reference holds them: times and truths are whole numbers. */
function plain(value: unknown): number | string {
  return typeof value === "string" ? value : Number(value);
}

function typesOf(values: readonly unknown[]): FeatureValues["types"] {
  if (values.length === 0) return [];
  const are = (holds: (value: unknown) => boolean): boolean => values.every(holds);
  if (are((value) => typeof value === "string")) return ["BYTES"];
  const counted = (value: unknown): boolean =>
    typeof value === "boolean" || typeof value === "bigint" || value instanceof Date;
  if (are(counted)) return ["INT"];
  if (!are((value) => typeof value === "number" || counted(value))) return ["STRUCT"];
  return are((value) => Number.isInteger(value) || counted(value)) ? ["INT", "FLOAT"] : ["FLOAT"];
}
