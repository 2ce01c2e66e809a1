import type { Field, Type } from "protobufjs";
import { timeText } from "../time-text.js";
import type { Protobuf } from "./load-protobuf.js";
import { bigintOfLong } from "./long.js";
import { mapKeyType } from "./map-key-type.js";

type Values = Readonly<Record<string, unknown>>;

/** The types that Protobuf's own JSON form has a plain value for. */
const wrappers = /^\.google\.protobuf\.(?:Double|Float|U?Int(?:32|64)|Bool|String|Bytes)Value$/;

/**
 * A message as a row: fields by the names of the schema, those without presence by their default, others null when they are not there; enums by name, bytes as base64,
 * whole numbers beyond 2^53 as bigint; `Timestamp` as ISO 8601 text, wrappers and `Struct` as what they hold.
 */
export function messageToRow(library: Protobuf, type: Type, message: object, depth: number): Record<string, unknown> {
  if (depth < 0) throw new RangeError("the nesting is deeper than allowed");
  return Object.fromEntries(type.fieldsArray.map((field) => [field.name, fieldValue(library, field, message, depth)]));
}

function fieldValue(library: Protobuf, field: Field, message: object, depth: number): unknown {
  const value: unknown = Object.hasOwn(message, field.name) ? Reflect.get(message, field.name) : undefined;
  if (field.map) {
    const keyType = mapKeyType(field);
    const entries = Object.entries((value ?? {}) as object);
    return Object.fromEntries(
      entries.map(([key, item]) => [keyText(library, keyType, key), one(library, field, item, depth - 1)]),
    );
  }
  if (field.repeated) return ((value ?? []) as readonly unknown[]).map((item) => one(library, field, item, depth - 1));
  if (value === undefined || value === null)
    return hasPresence(library, field) ? null : one(library, field, field.typeDefault, depth);
  return one(library, field, value, depth);
}

/** Whether it can be told from a default that it is not there. */
export function hasPresence(library: Protobuf, field: Field): boolean {
  return Boolean(field.hasPresence) || field.resolvedType instanceof library.Type;
}

function one(library: Protobuf, field: Field, value: unknown, depth: number): unknown {
  const { resolvedType } = field;
  if (resolvedType instanceof library.Enum) return resolvedType.valuesById[Number(value)] ?? Number(value);
  if (resolvedType instanceof library.Type) return known(library, resolvedType, value as Values, depth);
  return scalar(value);
}

function known(library: Protobuf, type: Type, message: Values, depth: number): unknown {
  if (type.fullName === ".google.protobuf.Timestamp") return timestampText(message);
  const { value: inner } = type.fields;
  if (wrappers.test(type.fullName) && inner !== undefined)
    return one(library, inner, message.value ?? inner.typeDefault, depth);
  if (type.fullName === ".google.protobuf.Struct") return struct(message, depth);
  if (type.fullName === ".google.protobuf.Value") return jsonValue(message, depth);
  if (type.fullName === ".google.protobuf.ListValue") return list(message, depth);
  return messageToRow(library, type, message, depth - 1);
}

function timestampText({ seconds = 0, nanos = 0 }: Values): string {
  const count = BigInt(scalar(seconds) as number | bigint) * 1_000_000_000n + BigInt(Number(nanos));
  // As many digits as Protobuf's JSON form has.
  const digits = [3, 6].find((one) => count % 10n ** BigInt(9 - one) === 0n) ?? 9;
  return `${timeText(count / 10n ** BigInt(9 - digits), digits)}Z`;
}

function struct({ fields }: Values, depth: number): unknown {
  return Object.fromEntries(
    Object.entries(Object(fields)).map(([key, value]) => [key, jsonValue(value as Values, depth - 1)]),
  );
}

function list({ values }: Values, depth: number): unknown {
  return ((values ?? []) as readonly Values[]).map((value) => jsonValue(value, depth - 1));
}

function jsonValue(value: Values, depth: number): unknown {
  if (depth < 0) throw new RangeError("the nesting is deeper than allowed");
  const own = (name: string): boolean => Object.hasOwn(value, name);
  if (own("structValue")) return struct(value.structValue as Values, depth);
  if (own("listValue")) return list(value.listValue as Values, depth);
  for (const name of ["numberValue", "stringValue", "boolValue"]) if (own(name)) return value[name];
  return null;
}

function scalar(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return Buffer.from(value).toString("base64"); // The library's default of bytes.
  const whole = bigintOfLong(value);
  return whole === undefined ? value : plainInteger(whole);
}

function keyText(library: Protobuf, keyType: string, key: string): string {
  if (!keyType.endsWith("64")) return key;
  return String(library.util.longFromHash(key, keyType.startsWith("u") || keyType === "fixed64"));
}

function plainInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
