import { SourceError } from "../../../../core/index.js";
import type { ResolvedSchema } from "../../registry/schema-registry.js";
import type { ValueCodec } from "../value-codec.js";
import type { AvroNode } from "./avro-node.js";
import { avroToRow } from "./avro-to-row.js";
import { boundsCheck } from "./bounds-check.js";
import { logicalConflict } from "./logical-conflict.js";
import { parseAvroSchema } from "./parse-avro-schema.js";
import { rowToAvro } from "./row-to-avro.js";

type Avsc = typeof import("avsc");

/**
 * Values of Avro, over `avsc`.
 * @param reader The text of the schema by which they are read, when it is another than the writer's: fields are matched, promoted and filled by the specification's rules.
 * @throws {SourceError} the package is not installed. @throws {Error} a schema cannot be read, or the one does not read what the other writes.
 */
export async function avroCodec(writer: ResolvedSchema, reader?: string): Promise<ValueCodec> {
  const library = await loadAvsc();
  const written = compile(library, writer.references, writer.schema);
  const read = reader === undefined ? written : compile(library, writer.references, reader);
  const conflict = logicalConflict(written.node, read.node);
  if (conflict !== undefined) throw new TypeError(conflict);
  const resolver = reader === undefined ? undefined : read.type.createResolver(written.type);
  if (read.node.kind !== "record")
    throw new TypeError(`expected the schema of a record, got that of a ${read.node.kind}`);
  const check = boundsCheck(written.node);
  return {
    name: "name" in written.node ? written.node.name : undefined,
    decode: (bytes, maximumDepth) => {
      check?.(bytes);
      return avroToRow(read.node, read.type.fromBuffer(bufferOf(bytes), resolver), maximumDepth) as Record<
        string,
        unknown
      >;
    },
    encode: (row) => written.type.toBuffer(rowToAvro(written.node, row)),
  };
}

function compile(library: Avsc, references: ResolvedSchema["references"], schema: string) {
  const names = new Map<string, AvroNode>();
  const options = { wrapUnions: true, registry: { long: bigintLong(library) } };
  let compiled: { readonly node: AvroNode; readonly type: import("avsc").Type } | undefined;
  for (const text of [...references.map((one) => one.schema), schema]) {
    const { node, plain } = parseAvroSchema(text, names);
    // A schema that is but a name stands in the registry already.
    compiled = { node, type: library.Type.forSchema(plain as import("avsc").Schema, options) };
  }
  if (compiled === undefined) throw new TypeError("expected a schema");
  return compiled;
}

/** The library's own throws at what a double cannot hold. */
function bigintLong(library: Avsc): import("avsc").Type {
  const methods = {
    fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
    toBuffer(value: bigint) {
      const buffer = Buffer.alloc(8);
      buffer.writeBigInt64LE(value);
      return buffer;
    },
    fromJSON: BigInt,
    toJSON: Number,
    isValid: (value: unknown) => typeof value === "bigint",
    compare: (left: bigint, right: bigint) => (left === right ? 0 : left < right ? -1 : 1),
  };
  return library.types.LongType.__with(methods);
}

async function loadAvsc(): Promise<Avsc> {
  try {
    const { default: library } = await import("avsc");
    return library as Avsc;
  } catch (cause) {
    throw new SourceError({ place: "kafka values", message: "Needs the package avsc: npm install avsc@5", cause });
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
