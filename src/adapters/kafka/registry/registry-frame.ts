/** A value in the registry's wire format. */
export interface FramedValue {
  /** An id as decimal digits, or a GUID. */
  readonly schema: string;
  /** What follows the id: where a Protobuf message is named. */
  readonly behind: Uint8Array;
  /** What the schema describes, when no message has to be named before it. */
  readonly payload: Uint8Array;
  /** The id stands in a header, so that the value is the payload alone. */
  readonly inHeader: boolean;
}

/** The header of the newer format, which leaves the value as it is. */
const header = "__value_schema_id";

/**
 * Reads the wire format: byte 0 and a big-endian id of four bytes, or byte 1 and a GUID of sixteen, before the value or in a header.
 * @see https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
 */
export function readFrame(
  value: Uint8Array,
  headers: readonly (readonly [string, Uint8Array | null])[],
): FramedValue | { readonly problem: string } {
  const named = headers.find(([name]) => name === header)?.[1] ?? undefined;
  const bytes = named ?? value;
  const where = named === undefined ? "the value" : `header ${header}`;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = buffer[0];
  if (magic === undefined) return { problem: `${where} is empty: expected the registry's wire format` };
  if (magic > 1)
    return { problem: `${where} begins with byte ${magic}: expected 0 or 1, as in the registry's wire format` };
  const length = magic === 0 ? 5 : 17;
  if (buffer.length < length)
    return { problem: `${where} has ${buffer.length} bytes: expected a schema id within ${length}` };
  const schema = magic === 0 ? String(buffer.readUInt32BE(1)) : guidOf(buffer.subarray(1, 17));
  const behind = bytes.subarray(length);
  return { schema, behind, payload: named === undefined ? behind : value, inHeader: named !== undefined };
}

/** Byte 0, the id, and what names a Protobuf message, before the payload. */
export function writeFrame(id: number, payload: Uint8Array, message: Uint8Array = new Uint8Array()): Uint8Array {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(id, 1);
  return Buffer.concat([head, message, payload]);
}

function guidOf(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
