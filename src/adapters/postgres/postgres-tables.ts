import { checkOptions } from "../../core/house.js";
import { schemaName } from "./schema-name.js";

/** What has tables of its own, made when it is first used; named after the table that is made last. */
export type TableGroup = "keys" | "histories" | "online";

/**
 * The statements that make the tables, for databases in which the application may not. Running them again changes nothing.
 * @throws {InvalidArgumentError} the schema's name is not allowed.
 */
export function postgresTables(options: { readonly schema?: string } = {}): string {
  checkOptions("postgres", options, { schema: schemaName });
  const { schema = "golden_pipeline" } = options;
  return [...new Set((["keys", "histories", "online"] as const).flatMap((group) => tables(schema, group)))].join(";\n");
}

/** All of a group in one statement, which makes all or none, and asks for no right where the tables are there. */
export function tablesStatement(schema: string, group: TableGroup): string {
  return `do $make$ begin
if to_regclass('"${schema}".${group}') is null then
${tables(schema, group).join(";\n")};
end if; end $make$`;
}

function tables(schema: string, group: TableGroup): readonly string[] {
  return [`create schema if not exists "${schema}"`, ...groups[group](schema)];
}

const groups: { readonly [group in TableGroup]: (schema: string) => readonly string[] } = {
  keys: (schema) => [
    // The newest number of each log: its row is what writers compare and swap.
    `create table if not exists "${schema}".heads (log text collate "C" primary key, sequence bigint not null)`,
    `create table if not exists "${schema}".entries (log text collate "C", sequence bigint, line text not null, primary key (log, sequence))`,
    `create table if not exists "${schema}".blobs (digest text collate "C" primary key, bytes bytea not null)`,
    // A key that is null was destroyed.
    `create table if not exists "${schema}".keys (id text collate "C" primary key, key bytea)`,
  ],
  histories: (schema) => [
    `create table if not exists "${schema}".histories (series text collate "C", key text collate "C", id text collate "C", known_at float8 not null, value float8 not null, primary key (series, key, id))`,
    `create index if not exists histories_by_time on "${schema}".histories (series, key, known_at)`,
  ],
  online: (schema) => [
    `create table if not exists "${schema}".online (entity text collate "C", feature text collate "C", event_time float8 not null, value text not null, primary key (entity, feature))`,
  ],
};
