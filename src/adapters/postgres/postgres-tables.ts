import { checkOptions } from "../../core/house.js";
import { schemaName } from "./schema-name.js";

/**
 * The statements that make the tables, for databases in which the application may not. Running them again changes nothing.
 * @throws {InvalidArgumentError} the schema's name is not allowed.
 */
export function postgresTables(options: { readonly schema?: string } = {}): string {
  checkOptions("postgres", options, { schema: schemaName });
  return tables(options.schema ?? "golden_pipeline").join(";\n");
}

/** All of them in one statement, which makes all or none, and asks for no right where the tables are there. */
export function tablesStatement(schema: string): string {
  return `do $make$ begin
if to_regclass('"${schema}".keys') is null then
${tables(schema).join(";\n")};
end if; end $make$`;
}

function tables(schema: string): readonly string[] {
  return [
    `create schema if not exists "${schema}"`,
    // The newest number of each log: its row is what writers compare and swap.
    `create table if not exists "${schema}".heads (log text collate "C" primary key, sequence bigint not null)`,
    `create table if not exists "${schema}".entries (log text collate "C", sequence bigint, line text not null, primary key (log, sequence))`,
    `create table if not exists "${schema}".blobs (digest text collate "C" primary key, bytes bytea not null)`,
    // A key that is null was destroyed.
    `create table if not exists "${schema}".keys (id text collate "C" primary key, key bytea)`,
  ];
}
