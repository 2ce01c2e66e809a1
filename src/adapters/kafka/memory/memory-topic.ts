import type { KafkaFetch, KafkaFetched, KafkaMessage, KafkaRecord } from "../kafka-client.js";

/** A partition's records, the oldest ones deleted. */
interface MemoryPartition {
  readonly records: KafkaRecord[];
  beginning: bigint;
}

/** A topic in memory. */
export class MemoryTopic {
  readonly #partitions: readonly MemoryPartition[];
  readonly #wakers = new Set<() => void>();
  #sent = 0;

  constructor(partitions: number) {
    this.#partitions = Array.from({ length: partitions }, () => ({ records: [], beginning: 0n }));
  }

  get partitions(): number {
    return this.#partitions.length;
  }

  append(message: KafkaMessage): void {
    const { key = null, value, headers = [] } = message;
    const hash = key?.reduce((sum, byte) => (Math.imul(sum, 31) + byte) >>> 0, 7) ?? this.#sent++;
    const partition = this.#at(message.partition ?? hash % this.partitions);
    const offset = partition.beginning + BigInt(partition.records.length);
    const copied = headers.map(([name, content]) => [name, content.slice()] as const);
    const [ownKey, ownValue] = [key?.slice() ?? null, value?.slice() ?? null];
    partition.records.push({ offset, timestamp: Date.now(), key: ownKey, value: ownValue, headers: copied });
    this.wake();
  }

  wake(): void {
    for (const waker of this.#wakers) waker();
  }

  /** As a topic does that keeps its records for a while only. */
  deleteBefore(partition: number, offset: bigint): void {
    const one = this.#at(partition);
    one.records.splice(0, Number(offset - one.beginning));
    one.beginning = offset;
  }

  bounds(partition: number): { readonly beginning: bigint; readonly end: bigint } {
    const { beginning, records } = this.#at(partition);
    return { beginning, end: beginning + BigInt(records.length) };
  }

  read(partition: number): readonly KafkaRecord[] {
    return [...this.#at(partition).records];
  }

  async fetch(partition: number, request: KafkaFetch): Promise<KafkaFetched | undefined> {
    const { offset, maximumBytes, waitMilliseconds } = request;
    if (this.#isOutside(partition, offset)) return undefined;
    if (this.bounds(partition).end === offset) await this.#appended(waitMilliseconds);
    if (this.#isOutside(partition, offset)) return undefined;
    const { records, beginning } = this.#at(partition);
    const found: KafkaRecord[] = [];
    let bytes = 0;
    for (const record of records.slice(Number(offset - beginning))) {
      bytes += (record.key?.length ?? 0) + (record.value?.length ?? 0);
      if (found.length > 0 && bytes > maximumBytes) break;
      found.push(record);
    }
    return { records: found, next: offset + BigInt(found.length) };
  }

  #isOutside(partition: number, offset: bigint): boolean {
    const { beginning, end } = this.bounds(partition);
    return offset < beginning || offset > end;
  }

  #at(partition: number): MemoryPartition {
    const found = this.#partitions[partition];
    if (found === undefined) throw new RangeError(`Expected a partition below ${this.partitions}, got ${partition}`);
    return found;
  }

  #appended(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wakers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#wakers.add(done);
    });
  }
}
