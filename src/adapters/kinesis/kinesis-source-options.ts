import { type OptionRules, option } from "../../core/house.js";
import type { Logs } from "../../core/index.js";
import type { KinesisClient } from "./kinesis-client.js";

export interface KinesisSourceOptions {
  /** `kinesisClient(new KinesisClient({ region }))`, or `createMemoryKinesis(…)` in tests. */
  readonly client: KinesisClient;
  readonly stream: string;
  /** The readers that share the stream and whose commits are kept together: lower-case words joined by `-`, `.` or `/`. */
  readonly group: string;
  /** Where the leases stand, for all readers of the group: `postgresLogs`, `sqliteLogs`, `fileLogs`; in a place of their own, beside no store's logs. */
  readonly leases: Logs;
  /** Stands in lineage and in run ids. @default the stream */
  readonly name?: string;
  /** Whether the group begins with the oldest records, or with what arrives after its first reader has come. @default "earliest" */
  readonly start?: "earliest" | "latest";
  /**
   * When records may have been deleted before they were read: "fail" with a `SourceError`, or go on with those that are "kept".
   * @default "fail"
   */
  readonly missing?: "fail" | "kept";
  /** The most records of a batch, aggregated ones counted as one; a call gives 10000. @default 10000 */
  readonly batchRecords?: number;
  /** About how many bytes of records a batch has at most: one record may be larger. @default 4194304 */
  readonly batchBytes?: number;
  /** A value that nests deeper is quarantined. @default 32 */
  readonly maximumDepth?: number;
  /** After how long others take the shards of a reader of which nothing is heard, in milliseconds; it is heard of three times in it. @default 30000 */
  readonly leaseMilliseconds?: number;
  /** How long to wait where nothing more had arrived, in milliseconds: a shard takes five calls a second, of all its readers. @default 1000 */
  readonly pollMilliseconds?: number;
  /** How long calls are made again while the service is busy, throttles or does not answer, in milliseconds. @default 60000 */
  readonly patienceMilliseconds?: number;
}

const milliseconds = option.number({ above: 0, below: 2 ** 31 });
export const kinesisSourceRules: OptionRules<KinesisSourceOptions> = {
  client: option.required(option.noun),
  stream: option.required(option.text),
  group: option.required(option.text),
  leases: option.required(option.having("logs, e.g. `fileLogs(folder)`", "append", "head")),
  name: option.text,
  start: option.oneOf("earliest", "latest"),
  missing: option.oneOf("fail", "kept"),
  batchRecords: option.count,
  batchBytes: option.count,
  maximumDepth: option.count,
  leaseMilliseconds: milliseconds,
  pollMilliseconds: milliseconds,
  patienceMilliseconds: milliseconds,
};
