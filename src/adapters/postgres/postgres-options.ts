import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { PostgresClient } from "./postgres-client.js";
import { type TableGroup, tablesStatement } from "./postgres-tables.js";
import { schemaName } from "./schema-name.js";
import { untilAlone } from "./until-alone.js";

export interface PostgresOptions {
  /** The schema of the tables. Parts with different schemas share nothing. @default "golden_pipeline" */
  readonly schema?: string;
  /** Makes the schema and its tables when they are missing; false: you run `postgresTables` yourself. @default true */
  readonly createTables?: boolean;
}

export const postgresRules: OptionRules<PostgresOptions> = { schema: schemaName, createTables: option.flag };

/** Runs a statement; `{schema}` stands for the quoted schema. */
export type RunStatement = <Row extends object>(
  statement: string,
  values: readonly unknown[],
) => Promise<readonly Row[]>;

/** @throws {InvalidArgumentError} the client or an option is not what it has to be. */
export function statementsOf(
  client: PostgresClient,
  options: PostgresOptions,
  group: TableGroup = "keys",
): RunStatement {
  checkOptions("postgres", options, postgresRules);
  if (typeof client?.query !== "function")
    throw new InvalidArgumentError("postgres", "`client` to be a client with `query`, e.g. a Pool of pg", client);
  const { schema = "golden_pipeline", createTables = true } = options;
  const query = (statement: string, values?: unknown[]) => untilAlone(() => client.query(statement, values));
  let made: Promise<unknown> | undefined;

  async function makeTables(): Promise<void> {
    made ??= query(tablesStatement(schema, group));
    try {
      await made;
    } catch (error) {
      made = undefined; // The server may come back.
      throw error;
    }
  }

  return async function run<Row extends object>(
    statement: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    if (createTables) await makeTables();
    const { rows } = await query(statement.replaceAll("{schema}", `"${schema}"`), [...values]);
    return rows as readonly Row[];
  };
}
