import type { Type } from "protobufjs";
import type { ResolvedSchema } from "../../registry/schema-registry.js";
import type { ValueCodec } from "../value-codec.js";
import { loadProtobuf, type Protobuf } from "./load-protobuf.js";
import { readMessage, writeMessage } from "./message-indexes.js";
import { messageToRow } from "./message-to-row.js";
import { parseProto } from "./parse-proto.js";
import { rowToMessage } from "./row-to-message.js";

/** Reads and writes the messages of one `.proto` file. */
export interface ProtobufCodec {
  /** What bytes behind a schema id name, and how many of them do. @throws {RangeError} no message of the file. */
  named(bytes: Uint8Array): { readonly codec: ValueCodec; readonly length: number };
  /** @param name Full, or as the file has it. @default the first message @throws {TypeError} there is no such message. */
  message(name?: string): { readonly codec: ValueCodec; readonly indexes: Uint8Array };
}

/** @throws {SourceError} the package is not installed. @throws {Error} the schema cannot be read. */
export async function protobufCodec(schema: ResolvedSchema): Promise<ProtobufCodec> {
  const library = await loadProtobuf();
  const parsed = parseProto(library, schema);
  return {
    named(bytes) {
      const { message, length } = readMessage(library, parsed, bytes);
      return { codec: codecOf(library, message), length };
    },
    message(name) {
      const [first] = parsed.messages;
      const found = name === undefined ? first : first?.root.lookupType(name);
      if (found === undefined) throw new TypeError("expected a schema with a message, got one without");
      return { codec: codecOf(library, found), indexes: writeMessage(library, parsed, found) };
    },
  };
}

function codecOf(library: Protobuf, type: Type): ValueCodec {
  return {
    name: type.fullName.replace(/^\./, ""),
    decode: (bytes, maximumDepth) => messageToRow(library, type, type.decode(bytes), maximumDepth),
    encode: (row) => type.encode(rowToMessage(library, type, row)).finish(),
  };
}
