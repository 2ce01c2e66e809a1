import { createMemoryKafka, kafkaSource, type SchemaRegistry } from "golden-pipeline/adapters/kafka";
import { readRows } from "../raw-items.js";

export interface FramedValue {
  readonly value: Uint8Array | string | null;
  readonly headers?: Readonly<Record<string, Uint8Array>>;
}

/** What a source makes of values: rows without the facts of their records, or why there is none. */
export async function readFramed(
  registry: SchemaRegistry,
  values: readonly FramedValue[],
  options: { readonly readerSchema?: string; readonly maximumDepth?: number } = {},
): Promise<readonly unknown[]> {
  const client = createMemoryKafka({ topics: { t: 1 } });
  client.send("t", ...values);
  const never = new AbortController().signal;
  const source = kafkaSource({ client, topic: "t", group: "g", registry, ...options });
  for await (const partition of source.partitions(never)) {
    const read = await partition.read({ from: "0", to: String(values.length), signal: never });
    const rows = read === undefined ? [] : await readRows(read.batch);
    return rows.map((row) => (typeof row === "string" ? row : withoutFacts(row as Readonly<Record<string, unknown>>)));
  }
  return [];
}

function withoutFacts(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => !name.startsWith("_") && value !== undefined),
  );
}
