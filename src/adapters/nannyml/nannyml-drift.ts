import { checkArguments, checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { type Chunk, type Chunking, chunksOf } from "./chunks.js";
import { type ColumnValues, columnNames, columnType, columnValues, type Rows } from "./column-values.js";
import { fitMethod, methodTypes, type NannymlMethod } from "./fit-method.js";
import { limitsOf, type NannymlThreshold } from "./limits.js";

export interface NannymlOptions {
  /** Columns with their types. @default all of the reference; numbers where all values are */
  readonly columns?: { readonly [column: string]: ColumnValues["type"] };
  /** For columns of numbers. @default ["jensen_shannon"] */
  readonly continuousMethods?: readonly NannymlMethod[];
  /** For columns of categories. @default ["jensen_shannon"] */
  readonly categoricalMethods?: readonly NannymlMethod[];
  /** How both sides are cut. @default 10 chunks, and what is left over */
  readonly chunks?: Chunking;
  /** By method; `chi2` takes none. @default 3 standard deviations above the mean of the reference's chunks */
  readonly thresholds?: { readonly [method in NannymlMethod]?: NannymlThreshold };
}

export interface ChunkDrift {
  /** As NannyML writes it, e.g. `[0:99]`. */
  readonly key: string;
  /** Null of a chunk without values. */
  readonly value: number | null;
  readonly alert: boolean;
}

/** A column by one method. */
export interface NannymlDrift {
  readonly column: string;
  readonly method: NannymlMethod;
  /** Null where there is none; `chi2` alerts by its p-value, below 0.05. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly reference: readonly ChunkDrift[];
  readonly analysis: readonly ChunkDrift[];
}

const methods = option.listOf(option.oneOf(...Object.keys(methodTypes)));
const limit = option.number({ minimum: 0 });
const rules: OptionRules<NannymlOptions> = {
  columns: option.noun,
  continuousMethods: methods,
  categoricalMethods: methods,
  chunks: option.object<Chunking>({
    size: option.count,
    number: option.count,
    incomplete: option.oneOf("keep", "append", "drop"),
  }),
  thresholds: option.noun,
};
const thresholdRules = {
  deviationsAbove: limit,
  deviationsBelow: limit,
  lower: option.number(),
  upper: option.number(),
};

/**
 * Compares chunks of rows with a reference as NannyML's `UnivariateDriftCalculator` does: with its methods, its chunks and its limits. Null and NaN
 * are left out.
 * @throws {InvalidArgumentError} a column has no value in the reference, or is not of the type that a method takes.
 */
export function nannymlDrift(
  reference: Iterable<Rows[number]>,
  analysis: Iterable<Rows[number]>,
  options: NannymlOptions = {},
): readonly NannymlDrift[] {
  checkArguments("nannyml drift", { reference, analysis }, { reference: option.rows, analysis: option.rows });
  checkOptions("nannyml drift", options, rules);
  for (const threshold of Object.values(options.thresholds ?? {}))
    checkOptions<object>("nannyml drift thresholds", threshold, thresholdRules);
  const { columns, chunks = {}, continuousMethods = ["jensen_shannon"] } = options;
  const { categoricalMethods = ["jensen_shannon"], thresholds = {} } = options;
  const [before, now]: readonly [Rows, Rows] = [[...reference], [...analysis]];
  const [parts, later] = [chunksOf(before, chunks), chunksOf(now, chunks)];
  return (columns === undefined ? columnNames(before) : Object.keys(columns)).flatMap((column) => {
    const type = columns?.[column] ?? columnType(column, before);
    return (type === "number" ? continuousMethods : categoricalMethods).map((method): NannymlDrift => {
      if (!methodTypes[method].includes(type))
        throw new InvalidArgumentError("nannyml drift", `a method for a ${type} in column ${column}`, method);
      return columnDrift({ column, type, method }, { before, parts, later }, thresholds[method] ?? {});
    });
  });
}

function columnDrift(
  {
    column,
    type,
    method,
  }: { readonly column: string; readonly type: ColumnValues["type"]; readonly method: NannymlMethod },
  {
    before,
    parts,
    later,
  }: { readonly before: Rows; readonly parts: readonly Chunk[]; readonly later: readonly Chunk[] },
  threshold: NannymlThreshold,
): NannymlDrift {
  const values = columnValues(column, type, before);
  if ((values.type === "number" ? values.sorted.length : values.rows) === 0)
    throw new InvalidArgumentError("nannyml drift", `values in column ${column} of the reference`, 0, "none");
  const score = fitMethod(method, values);
  const scored = (chunks: readonly Chunk[]) =>
    chunks.map(({ key, rows }) => ({ key, ...score(columnValues(column, type, rows)) }));
  const normal = scored(parts);
  const most = method === "kolmogorov_smirnov" ? 1 : Number.POSITIVE_INFINITY;
  const { lower, upper } =
    method === "chi2"
      ? { lower: null, upper: null }
      : limitsOf(
          threshold,
          normal.map(({ value }) => value),
          most,
        );
  const told = ({ key, value, pValue }: (typeof normal)[number]): ChunkDrift => ({
    key,
    value: Number.isNaN(value) ? null : value,
    alert:
      pValue === undefined ? (lower !== null && value < lower) || (upper !== null && value > upper) : pValue < 0.05,
  });
  return { column, method, lower, upper, reference: normal.map(told), analysis: scored(later).map(told) };
}
