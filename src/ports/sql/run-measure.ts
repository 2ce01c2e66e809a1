import { InvalidArgumentError } from "../../core/index.js";
import type { EngineMeasureOptions, EngineMeasures, RelationName, Unsaid } from "../engine.js";
import { columnNamed, openRelation, rowOf, type SqlConnection } from "./connection.js";
import { decidedValue } from "./decided-value.js";
import type { SqlColumn } from "./dialect.js";
import { createLayers, sql, type Term } from "./layers.js";
import { quoteName, quoteNumber } from "./literals.js";
import { type MeasuredRows, rankedArea } from "./ranked-area.js";
import { measuresOf } from "./write-measures.js";

const largest = quoteNumber(Number.MAX_VALUE);

/** Sums of all metrics in one query; those of ranks and of decisions are another each. */
export async function runMeasure(
  connection: SqlConnection,
  name: RelationName,
  { task, target, output, metrics, signal }: EngineMeasureOptions,
): Promise<EngineMeasures> {
  const { dialect } = connection;
  const { quoted, columns } = await openRelation(connection, name, signal);
  const layers = createLayers();
  const read = (column: SqlColumn): Term => {
    const raw = layers.source(quoteName(column.name));
    if (column.kind === "number" || column.kind === "whole") return layers.bind(sql`CAST(${raw} AS ${dialect.double})`);
    if (column.kind === "boolean" && task === "binary" && column.name === target)
      return layers.bind(sql`CASE WHEN ${raw} THEN ${quoteNumber(1)} WHEN NOT ${raw} THEN ${quoteNumber(0)} END`);
    throw new InvalidArgumentError(dialect.name, `the column ${column.name} to hold numbers`, column.type);
  };
  const [was, said] = [target, output].map((column) => read(columnNamed(dialect, columns, column))) as [Term, Term];
  const complete = layers.bind(sql`${was} IS NOT NULL AND ${said} IS NOT NULL`);
  const from = layers.from(quoted);
  const rowsTable = `(SELECT ${was.sql} AS t, ${said.sql} AS o FROM ${from} WHERE ${complete.sql}) AS m`;
  const unfit = (value: string): string =>
    `count(CASE WHEN NOT ${value} BETWEEN -${largest} AND ${largest} THEN 1 END)`;
  const strange = task === "binary" ? "count(CASE WHEN t NOT IN (0, 1) THEN 1 END)" : "0";
  const outside = "count(CASE WHEN NOT o BETWEEN 0 AND 1 THEN 1 END)";
  const facts = await rowOf(
    connection,
    `SELECT count(*), ${unfit("t")}, ${unfit("o")}, ${strange}, ${outside}, count(CASE WHEN o <> floor(o) THEN 1 END) FROM ${rowsTable}`,
    signal,
  );
  const [rows = 0, badTargets = 0, badOutputs = 0, strangeTargets = 0, improbable = 0, fractions = 0] = facts;
  const [all = 0] = await rowOf(connection, `SELECT count(*) FROM ${quoted}`, signal);
  if (badTargets + strangeTargets > 0)
    throw new InvalidArgumentError(
      dialect.name,
      task === "binary" ? "targets that are yes or no" : "finite targets",
      undefined,
      `${badTargets + strangeTargets} others in ${target}`,
    );
  if (badOutputs > 0)
    throw new InvalidArgumentError(dialect.name, "finite outputs", undefined, `${badOutputs} others in ${output}`);
  const measured: MeasuredRows = { connection, table: rowsTable, rows, fractions: fractions > 0, signal };
  const { sums, named } = measuresOf(dialect);
  const values: Record<string, number | undefined> = {};
  const unsupported: Unsaid[] = [];
  let totals: readonly number[] | undefined;
  for (const metric of metrics) {
    const own = named[metric.name];
    const plain = Object.keys(metric.params).every((param) => own?.params?.includes(param));
    if (own?.task === task && plain) {
      if (own.probabilities && improbable > 0) throw notProbable(improbable);
      totals ??= rows === 0 ? [] : await rowOf(connection, `SELECT ${sums.join(", ")} FROM ${rowsTable}`, signal);
      values[metric.name] = rows === 0 ? undefined : await own.finish(totals, rows, metric.params, measured);
    } else if (task === "binary" && metric.name === "ROC-AUC" && Object.keys(metric.params).length === 0)
      values[metric.name] = await rankedArea(measured);
    else if (task === "binary" && metric.decides) {
      if (improbable > 0) throw notProbable(improbable);
      values[metric.name] = await decidedValue(metric, measured);
    } else unsupported.push({ what: `metric ${metric.name}`, reason: "it is none of those that are written in SQL" });
  }
  return { rows, incomplete: all - rows, values, unsupported };

  function notProbable(count: number): InvalidArgumentError {
    return new InvalidArgumentError(
      dialect.name,
      "probabilities from 0 to 1",
      undefined,
      `${count} others in ${output}`,
    );
  }
}
