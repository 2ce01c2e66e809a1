import type { Type } from "protobufjs";
import type { Protobuf } from "./load-protobuf.js";
import { messagesOf, type ParsedProto } from "./parse-proto.js";

/** A message of a file is named by where it stands: its index, and within it that of a nested one. A count and the indexes, as zigzag varints; byte 0 is the first message. */

/** @throws {RangeError} the bytes name no message that the file has. */
export function readMessage(
  library: Protobuf,
  { messages }: ParsedProto,
  bytes: Uint8Array,
): { readonly message: Type; readonly length: number } {
  const reader = library.Reader.create(bytes);
  const count = reader.sint32();
  if (count < 0 || count > 100) throw new RangeError(`expected a message's indexes, got ${count} of them`);
  const indexes = count === 0 ? [0] : Array.from({ length: count }, () => reader.sint32());
  let place = messages;
  let message: Type | undefined;
  for (const index of indexes) {
    message = place[index];
    if (message === undefined) throw new RangeError(`the schema has no message ${indexes.join(".")}`);
    place = messagesOf(library, message);
  }
  if (message === undefined) throw new RangeError("the schema has no message");
  return { message, length: reader.pos };
}

export function writeMessage(library: Protobuf, { messages }: ParsedProto, message: Type): Uint8Array {
  const indexes = indexesOf(library, messages, message) ?? [];
  const writer = library.Writer.create();
  if (indexes.length === 1 && indexes[0] === 0) return Uint8Array.of(0);
  writer.sint32(indexes.length);
  for (const index of indexes) writer.sint32(index);
  return writer.finish();
}

function indexesOf(library: Protobuf, place: readonly Type[], message: Type): readonly number[] | undefined {
  for (const [index, one] of place.entries()) {
    if (one === message) return [index];
    const within = indexesOf(library, messagesOf(library, one), message);
    if (within !== undefined) return [index, ...within];
  }
  return undefined;
}
