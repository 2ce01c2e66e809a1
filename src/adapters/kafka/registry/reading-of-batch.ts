import type { KafkaRecord } from "../kafka-client.js";
import type { ReadingSchema, RegistryReading } from "../values/value-reading.js";
import { readFrame } from "./registry-frame.js";
import type { SchemaRegistry } from "./schema-registry.js";

/** So many schemas are asked for at a time. */
const atOnce = 8;

export type RegistryReadingOptions = Pick<RegistryReading, "maximumDepth"> & {
  readonly registry: SchemaRegistry;
  readonly readerSchema?: string | undefined;
};

/**
 * How the values of some records are read: with the schemas that they name, which stand beside the bytes from then on.
 * @throws {ServiceError} the registry does not answer, or refuses. What it does not have is no error, but the matter of the records that name it.
 */
export async function readingOfBatch(
  records: readonly Pick<KafkaRecord, "value" | "headers">[],
  { registry, maximumDepth, readerSchema }: RegistryReadingOptions,
): Promise<RegistryReading> {
  const ids = new Set<string>();
  for (const { value, headers } of records) {
    const frame = value === null ? undefined : readFrame(value, headers);
    if (frame !== undefined && !("problem" in frame)) ids.add(frame.schema);
  }
  const schemas: [string, ReadingSchema | null][] = [];
  const all = [...ids].sort();
  for (let start = 0; start < all.length; start += atOnce)
    schemas.push(...(await Promise.all(all.slice(start, start + atOnce).map((id) => find(registry, id)))));
  const reading = { values: "registry", maximumDepth, registry: registry.name } as const;
  return { ...reading, schemas: Object.fromEntries(schemas), ...(readerSchema !== undefined && { readerSchema }) };
}

async function find(registry: SchemaRegistry, id: string): Promise<[string, ReadingSchema | null]> {
  const found = await registry.find(/^\d+$/.test(id) ? Number(id) : id);
  if (found === undefined) return [id, null];
  const { type, schema, references } = found;
  return [id, { type, schema, references: references.map(({ name, schema: text }) => ({ name, schema: text })) }];
}
