import type { Data, Table } from "apache-arrow";
import { InvalidArgumentError } from "../../core/index.js";
import { type Batch, type ColumnData, concatBatches } from "../../schema/index.js";
import { loadArrow } from "./arrow-types.js";
import { ArrowReader } from "./read-column.js";

/**
 * The chunks of an Arrow table, ours or a foreign one, as batches. Integers of any width become `integer`, floats `number`, text and
 * dictionaries of text `text`, timestamps of any unit and dates `time` (one without a zone is read as UTC), lists, structs, maps and binary `other`.
 * Times finer than a microsecond are rounded to the nearest double.
 *
 * @throws {InvalidArgumentError} a 64-bit integer lies beyond ±(2^53 − 1), a type has no counterpart (decimal, duration, time of day,
 * interval, union), or two columns have one name.
 */
export async function* batchesFromArrow(table: Table): AsyncGenerator<Batch> {
  const reader = new ArrowReader(await loadArrow());
  const names = table.schema.fields.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new InvalidArgumentError("arrow", "columns with names of their own", repeated);
  for (const { data } of table.batches) {
    const columns: Record<string, ColumnData> = {};
    table.schema.fields.forEach((field, index) => {
      columns[field.name] = reader.read(field.name, field.metadata, data.children[index] as Data);
    });
    yield { length: data.length, columns };
  }
}

/** All chunks of an Arrow table as one batch; see `batchesFromArrow`. */
export async function batchFromArrow(table: Table): Promise<Batch> {
  const batches: Batch[] = [];
  for await (const batch of batchesFromArrow(table)) batches.push(batch);
  return concatBatches(batches);
}
