import type { SqlDialect } from "./dialect.js";
import type { Family } from "./family.js";
import { sql, type Term } from "./layers.js";
import { quoteNumber, quoteText } from "./literals.js";

/** Whether a value is one of a list; those of another type never are. */
export function writeMembership(
  of: Term,
  values: readonly (number | string | boolean)[],
  family: Family,
  dialect: SqlDialect,
): Term {
  const written: string[] = [];
  let nan = false;
  for (const value of values) {
    if (typeof value === "number" && family === "number") {
      if (Number.isNaN(value)) nan = true;
      else written.push(quoteNumber(value));
    } else if (typeof value === "string" && family === "text") {
      if (!/\p{Surrogate}/u.test(value)) written.push(quoteText(value));
    } else if (typeof value === "boolean" && family === "boolean") written.push(value ? "TRUE" : "FALSE");
  }
  const parts = [
    ...(written.length > 0 ? [`${of.sql} IN (${written.join(", ")})`] : []),
    ...(nan ? [dialect.isNan(of.sql)] : []),
  ];
  if (parts.length === 0) return sql`CASE WHEN ${of} IS NOT NULL THEN FALSE END`;
  return { sql: `(${parts.join(" OR ")})`, layer: of.layer };
}
