import type { JsonObject } from "../../core/index.js";
import { parseJsonBytes, rowBatchBuilder } from "../../ports/house.js";
import type { RawBatch, RawFormat } from "../../ports/index.js";
import { userRecords } from "./aggregated/user-records.js";
import { unframeRecords } from "./frame-records.js";
import type { KinesisShard } from "./kinesis-client.js";

/** What stands beside the bytes of a batch. */
export interface KinesisReading extends JsonObject {
  readonly values: "json";
  readonly maximumDepth: number;
  readonly stream: string;
  readonly shard: string;
  readonly hashKeys: KinesisShard["hashKeys"];
}

/**
 * How records land: byte for byte, aggregated ones as the producer made them. A row has the fields of a record's JSON object and `_stream`, `_shard`,
 * `_sequence` (text), `_subsequence`, `_timestamp` (of arrival) and `_key` (the partition key), which replace fields of these names. Give it to
 * `ingest(contract, { formats: [kinesisFormat] })`, so that landed records are read back later.
 */
export const kinesisFormat: RawFormat = { id: "kinesis-records@1", decode };

function* decode(bytes: Uint8Array, json: JsonObject): Generator<RawBatch> {
  const { maximumDepth, stream, shard, hashKeys } = json as KinesisReading;
  const builder = rowBatchBuilder();
  for (const record of unframeRecords(bytes))
    for (const { data, sequence, subsequence, arrival, partitionKey } of userRecords(record, hashKeys)) {
      const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("utf8");
      const parsed = parseJsonBytes(data, maximumDepth);
      const place = { _stream: stream, _shard: shard, _sequence: sequence, _subsequence: subsequence };
      if ("problem" in parsed) builder.addUnreadable(parsed.problem, raw);
      else builder.add({ ...parsed.row, ...place, _timestamp: new Date(arrival), _key: partitionKey }, raw);
      if (builder.full) yield builder.finish();
    }
  if (builder.length > 0) yield builder.finish();
}
