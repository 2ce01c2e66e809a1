import { checkArguments, checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { matchColumns } from "./match-columns.js";
import { type RowComparison, sameRows } from "./same-rows.js";
import { cellKey, readTable, type SqlRows, type SqlTable } from "./sql-table.js";

export interface SqlResultMatchOptions {
  /** Whether rows must stand in the gold's order, as after ORDER BY. @default false */
  readonly ordered?: boolean;
  /**
   * How columns find their partner: `order` by position, `name` by the keys of records, `any` in whatever order makes the results equal
   * (at most 8 columns; results so regular that 400,000 rows do not tell their columns apart count as different).
   * @default "order"
   */
  readonly columns?: "order" | "name" | "any";
  /** Accept numbers up to this far from the gold. @default 0 */
  readonly absoluteTolerance?: number;
  /** Accept numbers up to this fraction of the gold away from it, 0 to 1. @default 0 */
  readonly relativeTolerance?: number;
}

export interface SqlResultMatch {
  readonly score: 0 | 1;
  readonly match: boolean;
  /** `order-differs`: the rows are the same, in another order than asked for. */
  readonly rule: "equal" | "rows-differ" | "columns-differ" | "order-differs";
}

const rules: OptionRules<SqlResultMatchOptions> = {
  ordered: option.flag,
  columns: option.oneOf("order", "name", "any"),
  absoluteTolerance: option.number({ minimum: 0 }),
  // Beyond 1 the bounds around golds cross, and sorted rows are no longer the best pairs.
  relativeTolerance: option.share,
};
const place = "SQL result match";
const mostColumns = 8;

/**
 * Whether a query's result is the gold's: equal as multisets of rows. Null equals null, 1 equals 1.0 and 1n, dates go by time; a number
 * and a text that spells it differ. With tolerances, rows are first told apart by all that is no number; more than 300 rows that agree
 * in that and have several numbers are compared in sorted order.
 * @throws {InvalidArgumentError} an option is none; the gold's rows do not share their columns, have no names where names are asked
 * for, more than 8 columns for `any`, or a cell that is no value.
 */
export function sqlResultMatch(gold: SqlRows, answer: SqlRows, options: SqlResultMatchOptions = {}): SqlResultMatch {
  checkArguments(
    place,
    { gold, answer },
    { gold: option.listOf(option.anything), answer: option.listOf(option.anything) },
  );
  checkOptions(place, options, rules);
  const { ordered = false, columns = "order", absoluteTolerance = 0, relativeTolerance = 0 } = options;
  const theirs = checkGold(gold, columns);
  const mine = readTable(answer);
  if (mine === undefined) return verdict("columns-differ");
  if (mine.rows.length === 0 || theirs.rows.length === 0)
    return verdict(mine.rows.length === theirs.rows.length ? "equal" : "rows-differ");
  if (mine.width !== theirs.width) return verdict("columns-differ");
  const rows = columns === "name" ? byName(mine, theirs.names ?? []) : mine.rows;
  if (rows === undefined) return verdict("columns-differ");
  const same = (comparison: RowComparison): boolean =>
    columns === "any"
      ? matchColumns(theirs.rows, rows, theirs.width, comparison)
      : sameRows(theirs.rows, rows, comparison);
  if (same({ ordered, absoluteTolerance, relativeTolerance })) return verdict("equal");
  const shuffled = ordered && same({ ordered: false, absoluteTolerance, relativeTolerance });
  return verdict(shuffled ? "order-differs" : "rows-differ");
}

function verdict(rule: SqlResultMatch["rule"]): SqlResultMatch {
  return { score: rule === "equal" ? 1 : 0, match: rule === "equal", rule };
}

/** The rows with their cells in the order of `names`; undefined when they have other names or none. */
function byName(table: SqlTable, names: readonly string[]): unknown[][] | undefined {
  const at = names.map((name) => table.names?.indexOf(name) ?? -1);
  return at.includes(-1) ? undefined : table.rows.map((row) => at.map((column) => row[column]));
}

function checkGold(gold: SqlRows, columns: "order" | "name" | "any"): SqlTable {
  const table = readTable(gold);
  if (table === undefined) throw new InvalidArgumentError(place, "a gold whose rows share their columns", gold);
  if (columns === "name" && table.names === undefined && table.rows.length > 0)
    throw new InvalidArgumentError(place, "a gold of records to compare columns by name", gold[0]);
  if (columns === "any" && table.width > mostColumns)
    throw new InvalidArgumentError(place, `a gold of at most ${mostColumns} columns in any order`, table.width);
  for (const row of table.rows)
    for (const cell of row)
      if (cellKey(cell) === undefined) throw new InvalidArgumentError(place, "cells that are values", cell);
  return table;
}
