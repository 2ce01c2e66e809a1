import {
  type CellType,
  type ExpectationResult,
  evaluateExpectation,
  type ResultFormatName,
} from "golden-pipeline/adapters/great-expectations";
import type { Case, Members } from "./case.js";
import { compareResult } from "./compare-result.js";
import { knownDefect } from "./known-defects.js";

export type Verdict =
  | { readonly verdict: "equal" }
  | { readonly verdict: "differing"; readonly reason: string }
  | { readonly verdict: "skipped"; readonly reason: string }
  | { readonly verdict: "reference"; readonly reason: string };

/** Runs a case, unless it is for a back end that there is not here. */
export function runCase(one: Case): Verdict {
  const skipped = reasonToSkip(one);
  if (skipped !== undefined) return { verdict: "skipped", reason: skipped };
  const result = evaluateCase(one);
  const differences = compareResult(result, one);
  const defect = knownDefect(one);
  if (defect === undefined)
    return differences.length === 0 ? { verdict: "equal" } : { verdict: "differing", reason: differences.join("; ") };
  const stated = differences.length > 0 && defect.instead(result);
  return {
    verdict: stated ? "reference" : "differing",
    reason: stated ? defect.reason : `not as its known defect says: ${defect.reason}`,
  };
}

/** pandas decides, and where it has nothing, databases: `LIKE`, other tables. */
function reasonToSkip({ type, onlyFor, suppressedFor, types, given }: Case): string | undefined {
  if (type === "unexpected_rows_expectation") return "asks in SQL";
  if (types[String(given.column)] === "timestamp") return "a column of times with a zone";
  if (suppressedFor.includes("pandas")) return "suppressed for pandas";
  const ofDatabases = type.includes("like_pattern") || type.includes("other_table");
  if (onlyFor.length === 0 || ofDatabases || onlyFor.some((name) => name === "pandas" || name === "pandas_v3_api"))
    return undefined;
  return `only for ${onlyFor.join(", ")}`;
}

export function evaluateCase({ type, data, types, given, onlyFor }: Case): ExpectationResult {
  const kwargs = withoutParser(given);
  const tables = Array.isArray(data) ? data : [{ dataset_name: "data", data }];
  const base: Members = tables[0]?.data ?? {};
  const rows = Math.max(0, ...Object.values(base).map((values) => (values as readonly unknown[]).length));
  const asked = (given.result_format ?? "COMPLETE") as ResultFormatName;
  return evaluateExpectation(
    {
      ...base,
      ...(type.startsWith("expect_table_col") || type === "expect_column_to_exist"
        ? {}
        : { pk_index: Array.from({ length: rows }, (_, row) => row) }),
    } as Readonly<Record<string, readonly unknown[]>>,
    { type, kwargs },
    {
      resultFormat: { result_format: asked, unexpected_index_column_names: ["pk_index"] },
      types: Object.fromEntries(Object.entries(types).flatMap(([column, name]) => typeOf(column, name))),
      like: onlyFor.includes("mssql") ? "sql-server" : "standard",
      otherTables: Object.fromEntries(
        tables.map((table) => [table.dataset_name, table.data as Readonly<Record<string, readonly unknown[]>>]),
      ),
    },
  );
}

function withoutParser({ result_format: _, ...kwargs }: Members): Members {
  return kwargs;
}

const cellTypes: Readonly<Record<string, CellType>> = {
  int: "integer",
  int64: "integer",
  Int64Dtype: "integer",
  float: "number",
  float64: "number",
  str: "text",
  object: "object",
  bool: "boolean",
};

function typeOf(column: string, name: string): readonly (readonly [string, CellType])[] {
  if (/^(date|datetime)/.test(name)) return [[column, "time"]];
  const type = cellTypes[name];
  return type === undefined ? [] : [[column, type]];
}
