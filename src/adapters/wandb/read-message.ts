/** Fields of a Protocol Buffers message by their numbers, in the order in which they stand. */
export interface ReadMessage {
  /** The last one, as text; "" where there is none, as Protocol Buffers has it. */
  text(number: number): string;
  texts(number: number): readonly string[];
  /** The last one, as a whole number; 0 where there is none. */
  count(number: number): number;
  message(number: number): ReadMessage | undefined;
  messages(number: number): readonly ReadMessage[];
}

/** @throws {RangeError} these are not the bytes of a message. */
export function readMessage(bytes: Uint8Array): ReadMessage {
  const counts = new Map<number, number>();
  const parts = new Map<number, Uint8Array[]>();
  let at = 0;

  function varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw cut(bytes);
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  }

  function take(length: number): Uint8Array {
    if (at + length > bytes.length) throw cut(bytes);
    at += length;
    return bytes.subarray(at - length, at);
  }

  while (at < bytes.length) {
    const key = varint();
    const [number, kind] = [Math.floor(key / 8), key % 8];
    if (kind === 0) counts.set(number, varint());
    else if (kind === 2) parts.set(number, [...(parts.get(number) ?? []), take(varint())]);
    else if (kind === 1 || kind === 5) take(kind === 1 ? 8 : 4);
    else throw cut(bytes);
  }

  const of = (number: number): readonly Uint8Array[] => parts.get(number) ?? [];
  const text = (part: Uint8Array | undefined): string => new TextDecoder().decode(part ?? new Uint8Array());
  return {
    text: (number) => text(of(number).at(-1)),
    texts: (number) => of(number).map(text),
    count: (number) => counts.get(number) ?? 0,
    message: (number) => of(number).slice(-1).map(readMessage)[0],
    messages: (number) => of(number).map(readMessage),
  };
}

function cut(bytes: Uint8Array): RangeError {
  return new RangeError(`Expected a message of Protocol Buffers, got ${bytes.length} bytes of something else`);
}
