import { InvalidArgumentError } from "../../../core/index.js";
import type { Message, MessageValue } from "./message.js";
import { isMessage, messageFields } from "./message-fields.js";
import { shortestFloat } from "./shortest-float.js";

/**
 * Writes a message of schema.proto in Protobuf's text format, as the reference writes it: a field a line, in the order of their numbers, text as UTF-8.
 * @throws {InvalidArgumentError} a field that the message does not have.
 */
export function writeMessage(type: string, message: Message, indent = ""): string {
  const fields = messageFields(type);
  for (const name of Object.keys(message))
    if (message[name] !== undefined && !fields.has(name))
      throw new InvalidArgumentError(
        "tfdv schema",
        `a field of ${type}, one of ${[...fields.keys()].join(", ")}`,
        name,
      );
  let text = "";
  for (const field of fields.values()) {
    const given = message[field.name];
    if (given === undefined) continue;
    for (const value of Array.isArray(given) ? given : [given])
      text += isMessage(field.type)
        ? `${indent}${field.name} {\n${writeMessage(field.type, value, `${indent}  `)}${indent}}\n`
        : `${indent}${field.name}: ${scalarText(field.type, value)}\n`;
  }
  return text;
}

function scalarText(type: string, value: MessageValue): string {
  if (type === "string" || type === "bytes") return quoted(value);
  if (type !== "float" && type !== "double") return String(value);
  const number = Number(value);
  if (!Number.isFinite(number)) return Number.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
  const digits = Object.is(number, -0) ? "-0" : type === "float" ? shortestFloat(number) : String(number);
  return /^-?\d+$/.test(digits) ? `${digits}.0` : digits;
}

function quoted(value: MessageValue): string {
  const octal = (code: number): string => `\\${code.toString(8).padStart(3, "0")}`;
  if (value instanceof Uint8Array) return `"${[...value].map(octal).join("")}"`;
  const text = String(value).replace(/[\\"']|\p{Cc}/gu, (character) => {
    const code = character.charCodeAt(0);
    // What is more than ASCII stays as it is: an octal escape is one byte.
    return escapes[character] ?? (code > 127 ? character : octal(code));
  });
  return `"${text}"`;
}

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "'": "\\'",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};
