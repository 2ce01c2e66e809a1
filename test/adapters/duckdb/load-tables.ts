import { type DuckDBConnection, DuckDBInstance, DuckDBTimestampValue } from "@duckdb/node-api";

export const typeNames = {
  number: "DOUBLE",
  integer: "BIGINT",
  text: "VARCHAR",
  boolean: "BOOLEAN",
  time: "TIMESTAMP",
};

export interface LoadedTable {
  readonly columns: { readonly [column: string]: keyof typeof typeNames };
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Tables of an in-process database. */
export async function loadTables(tables: { readonly [name: string]: LoadedTable }): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
  for (const [name, table] of Object.entries(tables)) await loadTable(connection, name, table);
  return connection;
}

export async function loadTable(
  connection: DuckDBConnection,
  name: string,
  { columns, rows }: LoadedTable,
): Promise<void> {
  const stated = Object.entries(columns);
  const types = stated.map(([column, type]) => `${quoted(column)} ${typeNames[type]}`);
  await connection.run(`CREATE OR REPLACE TABLE ${quoted(name)} (${types.join(", ")})`);
  const appender = await connection.createAppender(name);
  for (const row of rows) {
    for (const [column, type] of stated) {
      const value = row[column];
      if (value === null || value === undefined) appender.appendNull();
      else if (type === "number") appender.appendDouble(Number(value));
      else if (type === "integer") appender.appendBigInt(BigInt(value as number));
      else if (type === "boolean") appender.appendBoolean(value === true);
      else if (type === "time")
        appender.appendTimestamp(new DuckDBTimestampValue(BigInt((value as Date).getTime()) * 1000n));
      else appender.appendVarchar(String(value));
    }
    appender.endRow();
  }
  appender.closeSync();
}
