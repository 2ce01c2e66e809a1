import type { Members } from "../../../core/house.js";
import type { NotExpressed } from "../../../ports/house.js";

/** Options of a column that a contract has nothing for. */
export function unsaidOfColumn(
  name: string,
  { unique, coerce, dtype, required, nullable, drop_invalid_rows }: Members,
): readonly NotExpressed[] {
  const lossy = /^(u?int\d*|bool|str|string.*|object|category)$/.test(String(dtype));
  const unsaid: readonly (readonly [boolean, string, string])[] = [
    [unique === true, "unique", "a contract judges single rows"],
    [
      coerce === true && lossy,
      "coerce",
      `as ${String(dtype)} it loses what a value was: a contract takes what loses nothing`,
    ],
    [
      required === false && nullable !== true,
      "required",
      "a value that is null is one that is left out, to a contract",
    ],
    [drop_invalid_rows === true, "drop_invalid_rows", 'that is `validate({ onInvalid: "quarantine" })`'],
  ];
  return unsaid.flatMap(([given, option, why]) => (given ? [{ what: `column ${name}, ${option}`, why }] : []));
}

/** What changes no verdict, or is read elsewhere. */
const read = new Set("strict dtype coerce report_duplicates unique_column_names title description metadata".split(" "));

const reasons: Readonly<Record<string, string>> = {
  index: "rows have no index",
  multiindex: "rows have no index",
  checks: "a check of the whole frame looks at all columns at once",
  ordered: "the columns of a row have no order",
  unique: "a contract judges single rows",
  add_missing_columns: "a column that is missing is null",
  drop_invalid_rows: 'that is `validate({ onInvalid: "quarantine" })`',
};

/** What stands beside the columns that a contract has nothing for. */
export function unsaidOfFrame(others: Members): readonly NotExpressed[] {
  return Object.entries(others).flatMap(([name, value]) =>
    read.has(name) || value === null || value === undefined || value === false
      ? []
      : [{ what: name, why: reasons[name] ?? "it is not known" }],
  );
}
