import { fitsType } from "../../../schema/house.js";
import { columnType } from "../contracts/column-type.js";
import type { SodaCheckBody, SodaContract } from "../contracts/soda-contract.js";
import { keyOf } from "./column-figure.js";
import type { Figure } from "./soda-result.js";
import type { TableValues } from "./table-values.js";

/** The figure of a check of the table. */
export function tableFigure(
  type: string,
  body: SodaCheckBody,
  { columns }: SodaContract,
  table: TableValues,
  now: number,
): Figure {
  switch (type) {
    case "row_count":
      return table.rows;
    case "schema":
      return schemaDifferences(body, columns, table);
    case "duplicate": {
      const lists = (body.columns ?? []).map((name) => table.columns.get(name));
      if (lists.length === 0 || lists.some((list) => list === undefined)) return "the table lacks one of its columns";
      const keys = new Set(
        Array.from({ length: table.rows }, (_, row) => JSON.stringify(lists.map((list) => keyOf(list?.[row])))),
      );
      const count = table.rows - keys.size;
      return body.threshold?.metric !== "percent" ? count : table.rows === 0 ? 0 : (count * 100) / table.rows;
    }
    case "freshness": {
      const times = (table.columns.get(String(body.column)) ?? []).flatMap((value) =>
        value instanceof Date ? [value.getTime()] : [],
      );
      if (body.now_variable !== undefined) return "variables are left as they are written";
      // Without a time the reference says that it failed.
      if (times.length === 0) return Number.POSITIVE_INFINITY;
      const newest = times.reduce((one, other) => Math.max(one, other));
      return Math.floor((now - newest) / 1000) / seconds[body.threshold?.unit ?? "hour"];
    }
    default:
      return "it is SQL";
  }
}

const seconds = { minute: 60, hour: 3600, day: 86_400 } as const;

/** How many columns are missing, too many, or of another type; one more where their order is another. */
function schemaDifferences(body: SodaCheckBody, expected: SodaContract["columns"], table: TableValues): number {
  const names = expected.map(({ name }) => name);
  const lacking = expected.filter(({ name, optional }) => optional !== true && !table.columns.has(name));
  const others =
    body.allow_extra_columns === true ? [] : [...table.columns.keys()].filter((name) => !names.includes(name));
  const mistyped = expected.filter((column) => {
    const type = column.data_type === undefined ? undefined : columnType(column);
    const values = table.columns.get(column.name);
    if (type === undefined || values === undefined) return false;
    const stated = table.types[column.name];
    if (stated !== undefined && stated !== "other") return stated !== type;
    return values.some((value) => value !== null && !fitsType[type](value));
  });
  const places = [...table.columns.keys()].map((name) => names.indexOf(name)).filter((place) => place >= 0);
  const disordered =
    body.allow_other_column_order !== true && places.some((place, at) => place < (places[at - 1] ?? place));
  return lacking.length + others.length + mistyped.length + Number(disordered);
}
