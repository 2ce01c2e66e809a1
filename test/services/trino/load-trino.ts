import { trinoStatement } from "../../../src/adapters/trino/trino-statement.js";
import { quoteNumber, quoteText } from "../../../src/ports/sql/literals.js";
import { type LoadedTable, quoted } from "../../adapters/duckdb/load-tables.js";
import { factsOf } from "../facts-of.js";

const typeNames = { number: "DOUBLE", integer: "BIGINT", text: "VARCHAR", boolean: "BOOLEAN", time: "TIMESTAMP(3)" };

/** Where the server under test keeps tables in its memory. */
export const here = () => ({ url: factsOf("trino").text("url"), user: "tests", catalog: "memory", schema: "default" });

/** Everything that a statement gives. */
export async function run(sql: string): Promise<readonly (readonly unknown[])[]> {
  const rows: (readonly unknown[])[] = [];
  for await (const some of trinoStatement("trino", here())(sql, undefined)) rows.push(...some);
  return rows;
}

export async function loadTrino(tables: { readonly [name: string]: LoadedTable }): Promise<void> {
  for (const [name, table] of Object.entries(tables)) await loadTable(name, table);
}

export async function loadTable(name: string, { columns, rows }: LoadedTable): Promise<void> {
  const stated = Object.entries(columns);
  await run(`DROP TABLE IF EXISTS ${quoted(name)}`);
  await run(
    `CREATE TABLE ${quoted(name)} (${stated.map(([column, type]) => `${quoted(column)} ${typeNames[type]}`).join(", ")})`,
  );
  for (let start = 0; start < rows.length; start += 1000) {
    const written = rows
      .slice(start, start + 1000)
      .map((row) => `(${stated.map(([column, type]) => literal(row[column] ?? null, type)).join(", ")})`);
    await run(`INSERT INTO ${quoted(name)} VALUES ${written.join(", ")}`);
  }
}

function literal(value: unknown, type: keyof typeof typeNames): string {
  if (value === null) return "NULL";
  if (value instanceof Date) {
    // date_add takes 32 bits.
    const day = Math.floor(value.getTime() / 86_400_000);
    const rest = value.getTime() - day * 86_400_000;
    return `date_add('day', ${day}, date_add('millisecond', ${rest}, TIMESTAMP '1970-01-01 00:00:00.000'))`;
  }
  if (type === "number") return quoteNumber(Number(value));
  if (type === "integer") return `BIGINT '${value}'`;
  return type === "boolean" ? String(value === true) : quoteText(String(value));
}
