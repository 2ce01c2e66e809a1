import type { Data, DataType, Field } from "apache-arrow";
import { canonicalJson } from "../../core/index.js";
import { type Batch, type ColumnData, isMissing } from "../../data/index.js";

type Arrow = typeof import("apache-arrow");

/** The field metadata that says what a column holds; without it the Arrow type decides. */
export const typeKey = "golden-pipeline.type";

/**
 * A batch as an Arrow IPC stream: text dictionary-encoded, numbers, integers and times (milliseconds) as doubles, other values as JSON text.
 * Equal batches give equal bytes.
 */
export async function encodeArrow(batch: Batch): Promise<Uint8Array> {
  const arrow = await import("apache-arrow");
  const columns = Object.entries(batch.columns).map(([name, column], index) =>
    encodeColumn(arrow, name, column, index),
  );
  const schema = new arrow.Schema(columns.map(({ field }) => field));
  const struct = arrow.makeData({
    type: new arrow.Struct(schema.fields),
    length: batch.length,
    nullCount: 0,
    children: columns.map(({ data }) => data),
  });
  return arrow.tableToIPC(new arrow.Table(schema, [new arrow.RecordBatch(schema, struct)]), "stream");
}

function encodeColumn(
  arrow: Arrow,
  name: string,
  column: ColumnData,
  index: number,
): { readonly field: Field; readonly data: Data } {
  const data = encodeValues(arrow, column, index);
  return { field: new arrow.Field(name, data.type as DataType, true, new Map([[typeKey, column.type]])), data };
}

function encodeValues(arrow: Arrow, column: ColumnData, index: number): Data {
  const { length } = column;
  const nullCount = column.validity === undefined ? 0 : -1;
  const nulls = column.validity === undefined ? {} : { nullBitmap: column.validity };
  switch (column.type) {
    case "text": {
      const dictionary = arrow.vectorFromArray(column.dictionary, new arrow.Utf8());
      // A fixed id: Arrow would count dictionaries up over the process, and the bytes would depend on what ran before.
      const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), index);
      return arrow.makeData({ type, length, nullCount, ...nulls, data: column.codes, dictionary });
    }
    case "boolean": {
      const bits = new Uint8Array((length + 7) >> 3);
      for (let row = 0; row < length; row++)
        if (column.values[row] === 1) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7));
      return arrow.makeData({ type: new arrow.Bool(), length, nullCount, ...nulls, data: bits });
    }
    case "other": {
      const texts = column.values.map((value, row) => (isMissing(column, row) ? null : canonicalJson(value)));
      return arrow.vectorFromArray(texts, new arrow.Utf8()).data[0] as Data;
    }
    default:
      return arrow.makeData({ type: new arrow.Float64(), length, nullCount, ...nulls, data: column.values });
  }
}
