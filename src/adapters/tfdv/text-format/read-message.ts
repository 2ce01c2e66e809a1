import type { Message, MessageValue } from "./message.js";
import { isMessage, type MessageField, messageFields } from "./message-fields.js";
import { readScalar } from "./read-scalar.js";
import { refuse, type TextToken, textTokens } from "./text-token.js";

/** A message this deep is no schema: what strangers send must not exhaust the stack. */
const deepest = 64;

/**
 * Reads a message of schema.proto from Protobuf's text format.
 * @throws {InvalidArgumentError} with line and column: what is no text format, a field that the message does not have, a value of another type.
 */
export function readMessage(message: string, source: string): Message {
  const tokens = textTokens(source);
  let at = 0;
  const look = (): TextToken => tokens[Math.min(at, tokens.length - 1)] ?? { kind: "end", text: "", place: "1:1" };
  const take = (sign: string): boolean => {
    if (look().kind !== "sign" || look().text !== sign) return false;
    at++;
    return true;
  };

  function readFields(type: string, closing: string | undefined, depth: number): Message {
    const { place } = look();
    if (depth > deepest) throw refuse(place, `at most ${deepest} messages in one another`, depth);
    const fields = messageFields(type);
    const read = new Map<MessageField, MessageValue[]>();
    for (;;) {
      const token = look();
      if (closing === undefined ? token.kind === "end" : take(closing)) break;
      const field = token.kind === "name" ? fields.get(token.text) : undefined;
      if (field === undefined)
        throw refuse(token.place, `a field of ${type}, one of ${[...fields.keys()].join(", ")}`, token.text);
      at++;
      const values = readField(field, depth);
      const before = read.get(field);
      if (before === undefined) read.set(field, values);
      else if (field.repeated) before.push(...values);
      else throw refuse(token.place, `${field.name} once`, "a second one");
      const other = [...read.keys()].find(
        ({ group, name }) => group !== undefined && group === field.group && name !== field.name,
      );
      if (other !== undefined) throw refuse(token.place, `either ${other.name} or ${field.name}`, "both");
      if (!take(",")) take(";");
    }
    // As they are numbered, so that one schema is one text.
    return Object.fromEntries(
      [...fields.values()].flatMap((field) => {
        const values = read.get(field);
        return values === undefined ? [] : [[field.name, field.repeated ? values : values[0]]];
      }),
    );
  }

  function readField(field: MessageField, depth: number): MessageValue[] {
    const colon = take(":");
    if (!colon && !isMessage(field.type)) throw refuse(look().place, `a colon after ${field.name}`, look().text);
    if (!(field.repeated && take("["))) return [readValue(field, depth)];
    const values: MessageValue[] = [];
    while (!take("]")) {
      if (values.length > 0 && !take(",")) throw refuse(look().place, "a comma or ]", look().text);
      values.push(readValue(field, depth));
    }
    return values;
  }

  function readValue(field: MessageField, depth: number): MessageValue {
    if (isMessage(field.type)) {
      if (take("{")) return readFields(field.type, "}", depth + 1);
      if (take("<")) return readFields(field.type, ">", depth + 1);
      throw refuse(look().place, `{ of ${field.name}`, look().text);
    }
    const token = look();
    at++;
    if (token.kind !== "text") return readScalar(field, token);
    // Texts side by side are one.
    const pieces: Uint8Array[] = [token.bytes ?? new Uint8Array()];
    for (let next = look(); next.kind === "text"; next = look()) {
      pieces.push(next.bytes ?? new Uint8Array());
      at++;
    }
    return readScalar(field, { ...token, bytes: Uint8Array.from(pieces.flatMap((piece) => [...piece])) });
  }

  return readFields(message, undefined, 0);
}
