import { SourceError } from "../../../core/index.js";
import { type ParsedLine, parseJsonBytes } from "../../../ports/house.js";
import type { KafkaRecord } from "../kafka-client.js";
import { readFrame } from "../registry/registry-frame.js";
import type { ResolvedSchema } from "../registry/schema-registry.js";
import type { RegistryReading, ValueReading } from "./value-reading.js";

/** A record's value as a row's fields, or why it is none. */
export type ValueDecoder = (record: Pick<KafkaRecord, "value" | "headers">) => Promise<ParsedLine>;

/** Takes what names the message and the payload apart, and reads it. */
type FrameDecoder = (behind: Uint8Array, payload: Uint8Array, inHeader: boolean) => Readonly<Record<string, unknown>>;

/** @throws {SourceError} (the decoder) a package that the values need is not installed. */
export function valueDecoder(reading: ValueReading): ValueDecoder {
  const decode = reading.values === "json" ? jsonDecoder(reading.maximumDepth) : registryDecoder(reading);
  return async (record) => {
    if (record.value === null) return { problem: "a tombstone: the record has no value" };
    return decode({ ...record, value: record.value });
  };
}

type PresentDecoder = (
  record: Pick<KafkaRecord, "headers"> & { readonly value: Uint8Array },
) => Promise<ParsedLine> | ParsedLine;

function jsonDecoder(maximumDepth: number): PresentDecoder {
  return ({ value }) => parseJsonBytes(value, maximumDepth);
}

function registryDecoder(reading: RegistryReading): PresentDecoder {
  /** Made when a record names them: one that cannot be read is a problem of its records only. */
  const decoders = new Map<string, Promise<FrameDecoder | { readonly problem: string }>>();

  async function make(id: string): Promise<FrameDecoder | { readonly problem: string }> {
    const schema = Object.hasOwn(reading.schemas, id) ? reading.schemas[id] : undefined;
    if (schema === undefined || schema === null)
      return { problem: `the registry ${reading.registry} has no schema ${id}` };
    try {
      return await frameDecoder(schema as ResolvedSchema, reading);
    } catch (error) {
      if (SourceError.isInstance(error)) throw error;
      return { problem: `schema ${id}: ${messageOf(error)}` };
    }
  }

  return async ({ value, headers }) => {
    const frame = readFrame(value, headers);
    if ("problem" in frame) return frame;
    const id = frame.schema;
    const decoder = await (decoders.get(id) ?? remember(decoders, id, make(id)));
    if ("problem" in decoder) return decoder;
    try {
      return { row: decoder(frame.behind, frame.payload, frame.inHeader) };
    } catch (error) {
      return { problem: `not of schema ${id}: ${messageOf(error)}` };
    }
  };
}

function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): Value {
  map.set(key, value);
  return value;
}

async function frameDecoder(schema: ResolvedSchema, reading: RegistryReading): Promise<FrameDecoder> {
  const { maximumDepth, readerSchema } = reading;
  if (readerSchema !== undefined && schema.type !== "AVRO")
    throw new TypeError(`expected a schema of Avro, as there is a reader's schema, got one of ${schema.type}`);
  switch (schema.type) {
    case "AVRO": {
      const { avroCodec } = await import("./avro/avro-codec.js");
      const codec = await avroCodec(schema, readerSchema);
      return (_, payload) => codec.decode(payload, maximumDepth);
    }
    case "JSON": {
      const { jsonCodec } = await import("./json-codec.js");
      const codec = jsonCodec(schema);
      return (_, payload) => codec.decode(payload, maximumDepth);
    }
    case "PROTOBUF": {
      const { protobufCodec } = await import("./protobuf/protobuf-codec.js");
      const codecs = await protobufCodec(schema);
      return (behind, payload, inHeader) => {
        const { codec, length } = codecs.named(behind);
        return codec.decode(inHeader ? payload : behind.subarray(length), maximumDepth);
      };
    }
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
