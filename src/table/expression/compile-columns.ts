import { InvalidArgumentError } from "../../core/index.js";
import {
  type Batch,
  type BooleanColumnData,
  buildValidity,
  type ColumnData,
  columnFromValues,
  compileRow,
  type ExpressionNode,
  isMissing,
  scalarAt,
  typeOf,
} from "../../data/index.js";
import { booleanOf, textMap, withoutMissing } from "./column-access.js";
import { compileNumeric } from "./numeric-kernels.js";

/** Computes a column from a batch. */
export type ColumnFunction = (batch: Batch) => ColumnData;

/**
 * Compiles an expression to columns; the single-row compiler of the data room gives identical bits.
 * Numbers and times run over raw arrays, text operations once per distinct word.
 * @throws {InvalidArgumentError} the expression holds a fitted or history node.
 */
export function compileColumns(node: ExpressionNode): ColumnFunction {
  switch (node.op) {
    case "column":
      return (batch) => {
        const column = batch.columns[node.name];
        if (column === undefined)
          throw new InvalidArgumentError(
            "expression",
            `a column "${node.name}"`,
            Object.keys(batch.columns).join(", "),
          );
        return column;
      };
    case "literal":
      return (batch) => literalColumn(node, batch.length);
    case "and":
    case "or":
      return kleene(node.op, compileColumns(node.left), compileColumns(node.right));
    case "not": {
      const of = compileColumns(node.of);
      return (batch) => {
        const column = booleanOf(of(batch));
        return { ...column, values: column.values.map((value) => 1 - value) };
      };
    }
    case "is-missing": {
      const of = compileColumns(node.of);
      return (batch) => {
        const column = of(batch);
        const values = Uint8Array.from({ length: batch.length }, (_, row) => (isMissing(column, row) ? 1 : 0));
        return { type: "boolean", length: batch.length, values };
      };
    }
    case "matches":
    case "lookup":
      return textMap(compileColumns(node.of), compileRow({ ...node, of: word }), typeOf(node));
    default:
      return compileNumeric(node, compileColumns) ?? bySingleRows(node);
  }
}

const word: ExpressionNode = { op: "column", name: "word", type: "text" };

function literalColumn(node: ExpressionNode & { readonly op: "literal" }, length: number): ColumnData {
  const { type, value } = node;
  if (type === "text") return { type, length, codes: new Int32Array(length), dictionary: [String(value)] };
  if (type === "boolean") return { type, length, values: new Uint8Array(length).fill(value === true ? 1 : 0) };
  if (type === "other") return { type, length, values: new Array(length).fill(value) };
  return { type, length, values: new Float64Array(length).fill(Number(value)) };
}

function kleene(op: "and" | "or", left: ColumnFunction, right: ColumnFunction): ColumnFunction {
  // What decides alone: false for `and`, true for `or`.
  const decides = op === "and" ? 0 : 1;
  return (batch) => {
    const [a, b] = [booleanOf(left(batch)), booleanOf(right(batch))];
    const values = new Uint8Array(batch.length);
    if (a.validity === undefined && b.validity === undefined) {
      for (let row = 0; row < values.length; row++)
        values[row] =
          op === "and"
            ? (a.values[row] as number) & (b.values[row] as number)
            : (a.values[row] as number) | (b.values[row] as number);
      return { type: "boolean", length: batch.length, values };
    }
    const decided = (column: BooleanColumnData, row: number): boolean =>
      !isMissing(column, row) && column.values[row] === decides;
    for (let row = 0; row < values.length; row++)
      values[row] = decided(a, row) || decided(b, row) ? decides : 1 - decides;
    const validity = buildValidity(
      batch.length,
      (row) => decided(a, row) || decided(b, row) || (!isMissing(a, row) && !isMissing(b, row)),
    );
    return withoutMissing({ type: "boolean", length: batch.length, values }, validity);
  };
}

/** What has no kernel of its own runs row by row over its operands' columns: slower, same bits. */
function bySingleRows(node: ExpressionNode): ColumnFunction {
  const compiled = compileRow(node);
  const type = typeOf(node);
  return (batch) => {
    const names = Object.keys(batch.columns);
    const row: Record<string, unknown> = {};
    const values: unknown[] = new Array(batch.length);
    for (let index = 0; index < batch.length; index++) {
      for (const name of names) row[name] = scalarAt(batch.columns[name] as ColumnData, index);
      values[index] = compiled(row);
    }
    return columnFromValues(type, values);
  };
}
