import { checkOptions, isLogName } from "../../core/house.js";
import { InvalidArgumentError, type Source } from "../../core/index.js";
import type { RawSource } from "../../ports/index.js";
import { kinesisReader } from "./kinesis-reader.js";
import { type KinesisSourceOptions, kinesisSourceRules } from "./kinesis-source-options.js";

/** Leaves room for the name of a shard. */
const longestGroup = 120;

/**
 * A stream as a source for `runner.each`: its shards are shared by leases among the readers of a group, the children of a shard that was split or merged come
 * when it was committed to its end, and commits are refused to who has lost the lease. A batch is what has arrived, up to its limits, and lands byte for byte.
 *
 * @example
 * const client = kinesisClient(new KinesisClient({ region: "eu-central-1" }));
 * const source = kinesisSource({ client, stream: "clicks", group: "landing", leases: fileLogs("leases") });
 * for await (const run of runner.each(landing, source)) …
 * @throws {InvalidArgumentError} an option is outside what is accepted.
 */
export function kinesisSource(options: KinesisSourceOptions): Source<RawSource> {
  checkOptions("kinesis source", options, kinesisSourceRules);
  const { group, stream, name = stream } = options;
  if (!isLogName(group) || group.length > longestGroup)
    throw new InvalidArgumentError(
      "kinesis source",
      `\`group\` to be lower-case words joined by \`-\`, \`.\` or \`/\`, at most ${longestGroup} characters`,
      group,
    );
  const { client, leases, start = "earliest", missing = "fail", maximumDepth = 32 } = options;
  const { batchRecords = 10_000, batchBytes = 4 << 20 } = options;
  const { leaseMilliseconds = 30_000, pollMilliseconds = 1000, patienceMilliseconds = 60_000 } = options;
  const place = { client, stream, group, leases, name, start, missing, maximumDepth };
  const settings = { ...place, batchRecords, batchBytes, leaseMilliseconds, pollMilliseconds, patienceMilliseconds };
  return { specificationVersion: "v1", name, partitions: (signal) => kinesisReader(settings, signal) };
}
