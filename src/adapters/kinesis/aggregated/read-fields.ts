/** A field of a message of Protocol Buffers: its number, and what it holds by its wire type. */
interface WireField {
  readonly number: number;
  /** Of a varint; 0 for others. */
  readonly value: number;
  /** Of a length-delimited field. */
  readonly bytes: Buffer | undefined;
}

/** The fields of a message, in order. @throws {RangeError} the bytes are none. */
export function* readFields(message: Buffer): Generator<WireField> {
  let at = 0;
  function varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++];
      if (byte === undefined || scale > Number.MAX_SAFE_INTEGER) throw new RangeError("Expected a varint");
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
  function take(length: number): Buffer {
    at += length;
    if (at > message.length) throw new RangeError("Expected more bytes of a field");
    return message.subarray(at - length, at);
  }
  while (at < message.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        yield { number, value: varint(), bytes: undefined };
        break;
      case 1:
        yield { number, value: 0, bytes: take(8) };
        break;
      case 2:
        yield { number, value: 0, bytes: take(varint()) };
        break;
      case 5:
        yield { number, value: 0, bytes: take(4) };
        break;
      default:
        throw new RangeError(`Expected a wire type of Protocol Buffers, got ${tag % 8}`);
    }
  }
}
