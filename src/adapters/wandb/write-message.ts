/** A field of a Protocol Buffers message. Numbers are whole and not negative; bytes are text that is encoded already, or a message within. */
export type MessageField = readonly [number: number, value: string | number | boolean | Uint8Array | undefined];

/** A message in the wire format of Protocol Buffers (protobuf.dev/programming-guides/encoding): fields in order, without those that are undefined. */
export function writeMessage(...fields: readonly MessageField[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [number, value] of fields) {
    if (value === undefined) continue;
    if (typeof value === "number" || typeof value === "boolean") {
      parts.push(varints(number * 8, Number(value)));
      continue;
    }
    const bytes = typeof value === "string" ? Buffer.from(value) : value;
    parts.push(varints(number * 8 + 2, bytes.length), bytes);
  }
  return Buffer.concat(parts);
}

/** Seven bits a byte, lowest first; all but the last byte have the eighth set. */
function varints(...values: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (let value of values) {
    for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
    bytes.push(value);
  }
  return Uint8Array.from(bytes);
}
