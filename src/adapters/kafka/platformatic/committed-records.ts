import type { fetchV17 } from "@platformatic/kafka";
import type { KafkaFetched, KafkaRecord } from "../kafka-client.js";

type Answer = fetchV17.FetchResponse["responses"][number]["partitions"][number];
type RecordsBatch = NonNullable<Answer["records"]>[number];

const isTransactional = 0b1_0000;
const isControl = 0b10_0000;
const byAppendTime = 0b1000;

/**
 * The records of an answer that count: those of aborted transactions and the broker's own markers are none. A producer may have aborted several
 * transactions in one answer, so they are followed batch by batch, as Kafka's own consumer does: a transaction is aborted from its first offset to its marker.
 */
export function committedRecords({ records = [], abortedTransactions = [] }: Answer, offset: bigint): KafkaFetched {
  const aborted = [...abortedTransactions].sort((one, other) => (one.firstOffset < other.firstOffset ? -1 : 1));
  const aborting = new Set<bigint>();
  const found: KafkaRecord[] = [];
  let next = offset;
  for (const batch of records) {
    const last = batch.firstOffset + BigInt(batch.lastOffsetDelta);
    while (aborted[0] !== undefined && aborted[0].firstOffset <= last) aborting.add(aborted.shift()?.producerId ?? -1n);
    if ((batch.attributes & isControl) !== 0) {
      if (batch.records[0]?.key?.readInt16BE(2) === 0) aborting.delete(batch.producerId);
    } else if ((batch.attributes & isTransactional) === 0 || !aborting.has(batch.producerId))
      for (const record of recordsOf(batch)) if (record.offset >= offset) found.push(record);
    if (last >= next) next = last + 1n;
  }
  return { records: found, next };
}

/** A batch may begin before the offset that was asked for. */
function recordsOf(batch: RecordsBatch): KafkaRecord[] {
  return batch.records.map(({ offsetDelta, timestampDelta, key, value, headers }) => ({
    offset: batch.firstOffset + BigInt(offsetDelta),
    timestamp: Number(
      (batch.attributes & byAppendTime) !== 0 ? batch.maxTimestamp : batch.firstTimestamp + timestampDelta,
    ),
    key,
    value,
    headers: headers.map(([name, content]) => [name?.toString("utf8") ?? "", content] as const),
  }));
}
