import { didYouMean } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { RelationName } from "../engine.js";
import type { SqlColumn, SqlDialect } from "./dialect.js";
import { quoteName } from "./literals.js";
import { sayOr } from "./unsaid.js";

/** What an engine of SQL is asked by. */
export interface SqlConnection {
  readonly dialect: SqlDialect;
  /** Rows as lists of values, some at a time; whole numbers may be bigints. Rejects with a `ServiceError`. */
  query(sql: string, signal: AbortSignal | undefined): AsyncIterable<readonly (readonly unknown[])[]>;
  /** Whether a failure says that there is no such relation. */
  isUnknown(error: unknown): boolean;
}

/** A relation as it is found there. */
export interface Relation {
  readonly quoted: string;
  readonly columns: readonly SqlColumn[];
}

export async function rowsOf(
  connection: SqlConnection,
  sql: string,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly unknown[])[]> {
  const rows: (readonly unknown[])[] = [];
  for await (const some of connection.query(sql, signal)) rows.push(...some);
  return rows;
}

/** The one row of an aggregate, counts as numbers. */
export async function rowOf(
  connection: SqlConnection,
  sql: string,
  signal: AbortSignal | undefined,
): Promise<readonly number[]> {
  const [row = []] = await rowsOf(connection, sql, signal);
  return row.map(Number);
}

/** @throws {InvalidArgumentError} there is none of that name. */
export async function openRelation(
  connection: SqlConnection,
  name: RelationName,
  signal: AbortSignal | undefined,
): Promise<Relation> {
  const { dialect } = connection;
  const parts = typeof name === "string" ? [name] : name;
  const refuse = (): never => {
    throw new InvalidArgumentError(dialect.name, "the name of a table or view that is there", parts.join("."));
  };
  if (parts.length === 0) refuse();
  const quoted = sayOr(() => parts.map(quoteName).join("."), refuse) as string;
  try {
    const rows = await rowsOf(connection, dialect.describe(quoted), signal);
    const columns = rows.map(([column, type]) => ({
      name: String(column),
      type: String(type),
      kind: dialect.kindOf(String(type)),
    }));
    return { quoted, columns };
  } catch (error) {
    return connection.isUnknown(error) ? refuse() : Promise.reject(error);
  }
}

/** @throws {InvalidArgumentError} the relation has no such column. */
export function columnNamed(dialect: SqlDialect, columns: readonly SqlColumn[], name: string): SqlColumn {
  const found = columns.find((column) => isNamed(dialect, column, name));
  if (found !== undefined) return found;
  const names = columns.map((column) => column.name);
  throw new InvalidArgumentError(
    dialect.name,
    `a relation with the column ${name}`,
    undefined,
    `one with ${names.join(", ")}${didYouMean(name, names)}`,
  );
}

/** Whether a column of a relation goes by a name. */
export function isNamed({ foldsNames }: SqlDialect, column: SqlColumn, name: string): boolean {
  return column.name === name || (foldsNames === true && column.name.toLowerCase() === name.toLowerCase());
}
