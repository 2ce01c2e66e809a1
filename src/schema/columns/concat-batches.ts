import { checkArguments, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { Batch, ColumnData, TextColumnData } from "./column.js";
import { withValidity } from "./take-rows.js";
import { isMissing } from "./validity.js";

/** Batches of the same columns, one after the other. @throws {InvalidArgumentError} their columns or types differ. */
export function concatBatches(batches: readonly Batch[]): Batch {
  checkArguments("batch", { batches }, { batches: option.rows });
  const [first] = batches;
  if (first === undefined) return { length: 0, columns: {} };
  if (batches.length === 1) return first;
  const length = batches.reduce((sum, batch) => sum + batch.length, 0);
  const columns: Record<string, ColumnData> = {};
  for (const batch of batches)
    for (const name of Object.keys(batch.columns))
      if (!Object.hasOwn(first.columns, name))
        throw new InvalidArgumentError(
          "batch",
          "the same columns in every batch",
          name,
          `"${name}" in one but not the first`,
        );
  for (const name of Object.keys(first.columns)) {
    const parts = batches.map((batch) => {
      const column = batch.columns[name];
      if (column === undefined || column.type !== first.columns[name]?.type)
        throw new InvalidArgumentError(
          "batch",
          `a ${first.columns[name]?.type} column "${name}" in every batch`,
          column?.type,
        );
      return column;
    });
    columns[name] = concatColumns(parts, length);
  }
  return { length, columns };
}

function concatColumns(parts: readonly ColumnData[], length: number): ColumnData {
  const base = withValidity(length, concatValidity(parts, length));
  const type = parts[0]?.type;
  if (type === "text") return { ...base, type, ...concatText(parts as readonly TextColumnData[], length) };
  if (type === "other")
    return { ...base, type, values: parts.flatMap((part) => (part.type === "other" ? part.values : [])) };
  if (type === "boolean") {
    const values = new Uint8Array(length);
    appendAll(parts, (part, at) => part.type === "boolean" && values.set(part.values, at));
    return { ...base, type, values };
  }
  const values = new Float64Array(length);
  appendAll(parts, (part, at) => part.type !== "text" && part.type !== "other" && values.set(part.values, at));
  return { ...base, type: type ?? "number", values };
}

function appendAll(parts: readonly ColumnData[], append: (part: ColumnData, at: number) => void): void {
  let at = 0;
  for (const part of parts) {
    append(part, at);
    at += part.length;
  }
}

function concatValidity(parts: readonly ColumnData[], length: number): Uint8Array | undefined {
  if (parts.every((part) => part.validity === undefined)) return undefined;
  const bits = new Uint8Array((length + 7) >> 3);
  let missing = false;
  let at = 0;
  for (const part of parts) {
    for (let row = 0; row < part.length; row++, at++) {
      if (isMissing(part, row)) missing = true;
      else bits[at >> 3] = (bits[at >> 3] as number) | (1 << (at & 7));
    }
  }
  return missing ? bits : undefined;
}

/** One dictionary for all parts, words in order of first appearance. */
function concatText(
  parts: readonly TextColumnData[],
  length: number,
): { readonly codes: Int32Array; readonly dictionary: readonly string[] } {
  const codes = new Int32Array(length);
  const codeOf = new Map<string, number>();
  appendAll(parts, (part, at) => {
    if (part.type !== "text") return;
    const translate = part.dictionary.map((word) => {
      const known = codeOf.get(word);
      if (known !== undefined) return known;
      codeOf.set(word, codeOf.size);
      return codeOf.size - 1;
    });
    for (let row = 0; row < part.length; row++) codes[at + row] = translate[part.codes[row] as number] ?? 0;
  });
  return { codes, dictionary: [...codeOf.keys()] };
}
