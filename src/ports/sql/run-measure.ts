import { InvalidArgumentError } from "../../core/index.js";
import type { EngineMeasureOptions, EngineMeasures, RelationName } from "../engine.js";
import { columnNamed, openRelation, rowOf, type SqlConnection } from "./connection.js";
import type { SqlColumn } from "./dialect.js";
import { createLayers, layerOf, sql, type Term } from "./layers.js";
import { quoteName, quoteNumber } from "./literals.js";
import { lookThrough } from "./look-through.js";

/** Reads what is measured, looks it through, and leaves the rest to the task. */
export async function runMeasure(
  connection: SqlConnection,
  name: RelationName,
  options: EngineMeasureOptions,
): Promise<EngineMeasures> {
  const { task, target, output, weights, metrics, signal } = options;
  const { dialect } = connection;
  const { quoted, columns } = await openRelation(connection, name, signal);
  const layers = createLayers();
  const find = (column: string): SqlColumn => columnNamed(dialect, columns, column);
  const scored = typeof output === "string" ? undefined : Object.values(output);
  const asClasses = task === "classes";
  const readOutput = (column: string): Term =>
    (asClasses && scored === undefined ? readClass : readNumber)(find(column));
  const was = asClasses ? readClass(find(target)) : readNumber(find(target), task === "binary");
  const said = scored === undefined ? [readOutput(String(output))] : scored.map(readOutput);
  const weight = weights === undefined ? [] : [readNumber(find(weights))];
  const all = [was, ...said, ...weight];
  const present = all.map((term) => `${term.sql} IS NOT NULL`).join(" AND ");
  const complete = layers.bind({ sql: `(${present})`, layer: layerOf(all) });
  const names = scored?.map((_, at) => `p${at}`) ?? [asClasses ? "d" : "o"];
  const cells = [
    `${was.sql} AS t`,
    ...said.map((term, at) => `${term.sql} AS ${names[at]}`),
    ...weight.map((term) => `${term.sql} AS w`),
  ];
  const table = `(SELECT ${cells.join(", ")} FROM ${layers.from(quoted)} WHERE ${complete.sql}) AS m`;
  const read = { connection, table, weighted: weights !== undefined, signal };
  const { rows, facts } = await lookThrough(read, asClasses && scored === undefined ? [] : names, options);
  const [total = 0] = await rowOf(connection, `SELECT count(*) FROM ${quoted}`, signal);
  const measured = asClasses
    ? (await import("./measure-classes.js")).measureClasses(
        rows,
        typeof output === "string" ? undefined : Object.keys(output),
        metrics,
        facts,
      )
    : (await import("./measure-numbers.js")).measureNumbers(rows, task, metrics, facts);
  return { rows: rows.rows, incomplete: total - rows.rows, ...(await measured) };

  function readNumber(column: SqlColumn, yesNo = false): Term {
    const raw = layers.source(quoteName(column.name));
    if (column.kind === "number" || column.kind === "whole") return layers.bind(sql`CAST(${raw} AS ${dialect.double})`);
    if (column.kind === "boolean" && yesNo)
      return layers.bind(sql`CASE WHEN ${raw} THEN ${quoteNumber(1)} WHEN NOT ${raw} THEN ${quoteNumber(0)} END`);
    throw new InvalidArgumentError(dialect.name, `the column ${column.name} to hold numbers`, column.type);
  }

  function readClass(column: SqlColumn): Term {
    if (column.kind === "text" || column.kind === "whole" || column.kind === "boolean")
      return layers.bind(sql`CAST(${layers.source(quoteName(column.name))} AS ${dialect.text})`);
    throw new InvalidArgumentError(
      dialect.name,
      `the column ${column.name} to hold classes: text, whole numbers, yes/no`,
      column.type,
    );
  }
}
