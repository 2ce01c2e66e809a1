import { InvalidArgumentError, type Json } from "../core/index.js";
import { columnsUsed, isMissing, scalarAt } from "../schema/house.js";
import { type Batch, type ColumnData, compileColumns, takeRows } from "../schema/index.js";
import type { ModelName } from "./model.js";
import type { TargetRows, Targets } from "./targets.js";

/**
 * What was right for the rows of a batch; rows without a target are left out and counted.
 * @param known Classes or labels that are known already, e.g. from the training rows; those that only these rows have come after them.
 * @param knownBefore Milliseconds since 1970: rows of which a label that the target is made of was known then or later are left out and
 * counted, too. @default all rows
 * @throws {InvalidArgumentError} a class or label is none of the stated ones, or a target is not what its task needs.
 */
export function targetsOf<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  batch: Batch,
  known?: readonly string[],
  knownBefore = Number.POSITIVE_INFINITY,
): TargetRows {
  const column = compileColumns(name.target.node)(batch);
  const present = Uint32Array.from({ length: batch.length }, (_, row) => row).filter((row) => !isMissing(column, row));
  const rows = knownBefore === Number.POSITIVE_INFINITY ? present : present.filter(wasKnown(name, batch, knownBefore));
  const [withoutTarget, notYetKnown] = [batch.length - present.length, present.length - rows.length];
  const values = Array.from(rows, (row) => scalarAt(column, row));
  return { targets: build(name, { values, rows, batch, known }), rows, withoutTarget, notYetKnown };
}

/** Which rows have a target whose labels were all known before a moment; a label without a known time was not. */
function wasKnown<Row, Label extends string, Target>(
  { contract, target }: ModelName<Row, Label, Target>,
  batch: Batch,
  before: number,
): (row: number) => boolean {
  const times = columnsUsed(target.node).flatMap((used) => {
    const label = contract.labels[used];
    return label === undefined ? [] : [compileColumns(label.knownAt)(batch)];
  });
  return (row) =>
    times.every((time) => time.type === "time" && !isMissing(time, row) && (time.values[row] as number) < before);
}

interface Given {
  readonly values: readonly unknown[];
  readonly rows: Uint32Array;
  readonly batch: Batch;
  readonly known: readonly string[] | undefined;
}

function build(
  { name, task, target }: Pick<ModelName<never, never, never>, "name" | "task" | "target">,
  { values, rows, batch, known }: Given,
): Targets {
  const place = `model ${name}`;
  const count = values.length;
  switch (task) {
    case "binary":
    case "number":
      return { task, rows: count, values: Float64Array.from(values, Number) };
    case "ranking":
      return {
        task,
        rows: count,
        values: Float64Array.from(values, Number),
        groups: groupsOf(place, target, batch, rows),
      };
    case "classes": {
      const labels = labelsOf(place, target.labels, known, values as readonly string[]);
      const codes = new Map(labels.map((label, code) => [label, code]));
      return {
        task,
        rows: count,
        values: Int32Array.from(values, (value) => codes.get(String(value)) as number),
        labels,
      };
    }
    case "label-sets": {
      const sets = values.map((value, row) => textsOf(place, value, rows[row] as number));
      const labels = labelsOf(place, target.labels, known, sets.flat());
      const codes = new Map(labels.map((label, code) => [label, code]));
      const flags = new Uint8Array(count * labels.length);
      for (const [row, set] of sets.entries())
        for (const label of set) flags[row * labels.length + (codes.get(label) as number)] = 1;
      return { task, rows: count, values: flags, labels };
    }
    case "vector": {
      const width = Array.isArray(values[0]) ? values[0].length : 0;
      const numbers = values.flatMap((value, row) => numbersOf(place, value, width, rows[row] as number));
      return { task, rows: count, width, values: Float64Array.from(numbers) };
    }
    case "text":
      return { task, rows: count, values: values.map(String) };
    default:
      return { task, rows: count, values: values as readonly Json[] };
  }
}

/** The stated labels, or the known ones and then, sorted, those that only these values have. */
function labelsOf(
  place: string,
  stated: readonly string[] | undefined,
  known: readonly string[] | undefined,
  values: readonly string[],
): readonly string[] {
  const labels = new Set(stated ?? known ?? []);
  const others = [...new Set(values)].filter((value) => !labels.has(value)).sort();
  if (stated !== undefined && others.length > 0)
    throw new InvalidArgumentError(place, `targets among its \`labels\` ${stated.join(", ")}`, others[0]);
  return [...labels, ...others];
}

function groupsOf(
  place: string,
  { group }: { readonly group?: Parameters<typeof compileColumns>[0] },
  batch: Batch,
  rows: Uint32Array,
): Int32Array {
  if (group === undefined) throw new InvalidArgumentError(place, "a ranking to state its `group`", undefined, "none");
  const column: ColumnData = compileColumns(group)(takeRows(batch, rows));
  const codes = new Map<unknown, number>();
  return Int32Array.from({ length: rows.length }, (_, row) => {
    const value = scalarAt(column, row);
    const code = codes.get(value) ?? codes.size;
    codes.set(value, code);
    return code;
  });
}

function textsOf(place: string, value: unknown, row: number): readonly string[] {
  if (Array.isArray(value) && value.every((label): label is string => typeof label === "string")) return value;
  throw new InvalidArgumentError(place, `a list of texts as the target of row ${row}`, value);
}

function numbersOf(place: string, value: unknown, width: number, row: number): readonly number[] {
  if (Array.isArray(value) && value.length === width && value.every((one): one is number => Number.isFinite(one)))
    return value;
  throw new InvalidArgumentError(place, `a list of ${width} numbers as the target of row ${row}`, value);
}
