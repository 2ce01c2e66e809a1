import { InvalidArgumentError } from "../../core/index.js";
import type { Contract } from "../../schema/index.js";
import type { EngineCheck, EngineCheckOptions, RelationName } from "../engine.js";
import { columnNamed, openRelation, rowOf, rowsOf, type SqlConnection } from "./connection.js";
import { sql } from "./layers.js";
import { quoteName } from "./literals.js";
import { anyOf, writeContract } from "./write-contract.js";

/** Counts the reasons of all rows in one query; keys of a reason are another. */
export async function runCheck<Row, Label extends string>(
  connection: SqlConnection,
  name: RelationName,
  contract: Contract<Row, Label>,
  { signal, examples = 0, key }: EngineCheckOptions,
): Promise<EngineCheck> {
  const { dialect } = connection;
  const { quoted, columns } = await openRelation(connection, name, signal);
  for (const column of contract.columns) if (column.derived === undefined) columnNamed(dialect, columns, column.name);
  const { layers, reasons, values, unsupported } = writeContract(contract, columns, dialect);
  const keyColumn = key === undefined ? undefined : columnNamed(dialect, columns, key);
  if (keyColumn !== undefined && keyColumn.kind !== "text" && keyColumn.kind !== "whole")
    throw new InvalidArgumentError(dialect.name, "`key` to be a column of text or whole numbers", keyColumn.type);
  const keyTerm = keyColumn && layers.bind(sql`CAST(${layers.source(quoteName(keyColumn.name))} AS ${dialect.text})`);
  const names = [...reasons.keys()];
  const invalid = layers.bind(anyOf([...reasons.values()]));
  const filled = [...values];
  const from = layers.from(quoted);
  const asked = [
    "count(*)",
    countIf(invalid.sql),
    ...names.map((reason) => countIf(reasons.get(reason)?.sql ?? "FALSE")),
    ...filled.map(([, value]) => countIf(`NOT ${invalid.sql} AND ${value.sql} IS NULL`)),
  ];
  const [rows = 0, broken = 0, ...counts] = await rowOf(connection, `SELECT ${asked.join(", ")} FROM ${from}`, signal);
  const counted = names.map((reason, at) => [reason, counts[at] ?? 0] as const).filter(([, count]) => count > 0);
  const lacking = filled
    .map(([column], at) => [column, counts[names.length + at] ?? 0] as const)
    .filter(([, count]) => count > 0);
  const keys: Record<string, readonly string[]> = {};
  if (keyTerm !== undefined && examples > 0)
    for (const [reason] of counted) {
      const where = `${reasons.get(reason)?.sql} AND ${keyTerm.sql} IS NOT NULL`;
      const query = `SELECT ${keyTerm.sql} FROM ${from} WHERE ${where} ORDER BY ${keyTerm.sql} LIMIT ${examples}`;
      keys[reason] = (await rowsOf(connection, query, signal)).map(([one]) => String(one));
    }
  return {
    rows,
    valid: rows - broken,
    invalid: broken,
    reasons: Object.fromEntries(counted),
    missing: Object.fromEntries(lacking.map(([column, count]) => [column, count / (rows - broken)])),
    examples: keys,
    unsupported,
  };
}

function countIf(condition: string): string {
  return `count(CASE WHEN ${condition} THEN 1 END)`;
}
