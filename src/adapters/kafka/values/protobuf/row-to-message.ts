import type { Field, Type } from "protobufjs";
import { formatPath } from "../../../../core/house.js";
import { parseTimeText } from "../time-text.js";
import type { Protobuf } from "./load-protobuf.js";
import { longOf } from "./long.js";
import { mapKeyType } from "./map-key-type.js";

type Path = readonly (string | number)[];
type Values = Readonly<Record<string, unknown>>;

const wrappers = /^\.google\.protobuf\.(?:Double|Float|U?Int(?:32|64)|Bool|String|Bytes)Value$/;
const bits: Readonly<Record<string, readonly [bits: number, signed: boolean]>> = {
  int32: [32, true],
  sint32: [32, true],
  sfixed32: [32, true],
  uint32: [32, false],
  fixed32: [32, false],
  int64: [64, true],
  sint64: [64, true],
  sfixed64: [64, true],
  uint64: [64, false],
  fixed64: [64, false],
};

/** What `messageToRow` undoes. @throws {TypeError} the row does not fit the message, or would lose something. */
export function rowToMessage(library: Protobuf, type: Type, row: Values, path: Path = []): Record<string, unknown> {
  const message: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined || value === null) continue;
    const field = Object.hasOwn(type.fields, name) ? type.fields[name] : undefined;
    if (field === undefined) throw misfit([...path, name], `a field of ${type.fullName.slice(1)}`, value);
    message[name] = fieldValue(library, field.resolve(), value, [...path, name]);
  }
  for (const { name, oneof } of type.oneofsArray) {
    const given = oneof.filter((one) => message[one] !== undefined);
    if (given.length > 1) throw new TypeError(`Expected one of \`${name}\`, got ${given.join(" and ")}`);
  }
  return message;
}

function fieldValue(library: Protobuf, field: Field, value: unknown, path: Path): unknown {
  if (field.map) {
    const keyType = mapKeyType(field);
    const entries = Object.entries(objectOf(path, value));
    return Object.fromEntries(
      entries.map(([key, item]) => [mapKey(keyType, key, path), one(library, field, item, [...path, key])]),
    );
  }
  if (!field.repeated) return one(library, field, value, path);
  if (!Array.isArray(value)) throw misfit(path, "a list", value);
  return value.map((item, index) => one(library, field, item, [...path, index]));
}

function one(library: Protobuf, field: Field, value: unknown, path: Path): unknown {
  const { resolvedType, type } = field;
  if (resolvedType instanceof library.Enum) {
    const number = typeof value === "string" ? resolvedType.values[value] : value;
    return isInteger(number, 32, true) ? Number(number) : refuse(path, `a name of ${field.type}`, value);
  }
  if (resolvedType instanceof library.Type) return known(library, resolvedType, value, path);
  const width = bits[type];
  if (width !== undefined) {
    if (!isInteger(value, ...width)) return refuse(path, `a whole number of type ${type}`, value);
    return width[0] === 32 ? Number(value) : longOf(BigInt(value as number | bigint));
  }
  switch (type) {
    case "bool":
      return typeof value === "boolean" ? value : refuse(path, "a boolean", value);
    case "string":
      return typeof value === "string" && !/\p{Surrogate}/u.test(value) ? value : refuse(path, "text", value);
    case "bytes":
      return bytesOf(value) ?? refuse(path, "bytes, or base64", value);
    default:
      return typeof value === "number" ? value : refuse(path, "a number", value);
  }
}

function known(library: Protobuf, type: Type, value: unknown, path: Path): unknown {
  if (type.fullName === ".google.protobuf.Timestamp") {
    const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value;
    const count = typeof text === "string" ? parseTimeText(text, 9, "Z") : undefined;
    if (count === undefined) return refuse(path, "a time, as a Date or ISO 8601 text in UTC", value);
    const nanos = ((count % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
    return { seconds: longOf((count - nanos) / 1_000_000_000n), nanos: Number(nanos) };
  }
  const { value: inner } = type.fields;
  if (wrappers.test(type.fullName) && inner !== undefined) return { value: one(library, inner.resolve(), value, path) };
  if (type.fullName === ".google.protobuf.Struct") return struct(path, value);
  if (type.fullName === ".google.protobuf.Value") return jsonValue(path, value);
  if (type.fullName === ".google.protobuf.ListValue") return list(path, value);
  return rowToMessage(library, type, objectOf(path, value), path);
}

function struct(path: Path, value: unknown): unknown {
  const entries = Object.entries(objectOf(path, value));
  return { fields: Object.fromEntries(entries.map(([key, item]) => [key, jsonValue([...path, key], item)])) };
}

function list(path: Path, value: unknown): unknown {
  if (!Array.isArray(value)) return refuse(path, "a list", value);
  return { values: value.map((item, index) => jsonValue([...path, index], item)) };
}

function jsonValue(path: Path, value: unknown): unknown {
  if (value === null || value === undefined) return { nullValue: 0 };
  if (typeof value === "number") return { numberValue: value };
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Array.isArray(value) ? { listValue: list(path, value) } : { structValue: struct(path, value) };
}

function mapKey(type: string, key: string, path: Path): string {
  const width = bits[type];
  if (width === undefined) return key;
  if (!/^-?\d{1,20}$/.test(key) || !isInteger(BigInt(key), ...width)) return refuse(path, `keys of type ${type}`, key);
  return key;
}

function isInteger(value: unknown, width: number, signed: boolean): boolean {
  if (typeof value === "number" ? !Number.isSafeInteger(value) : typeof value !== "bigint") return false;
  const whole = BigInt(value as number | bigint);
  return (signed ? BigInt.asIntN(width, whole) : BigInt.asUintN(width, whole)) === whole;
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== "string") return undefined;
  const bytes = Buffer.from(value, "base64");
  return bytes.toString("base64") === value ? bytes : undefined;
}

function objectOf(path: Path, value: unknown): Values {
  const plain = typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
  return plain ? (value as Values) : refuse(path, "an object", value);
}

function refuse(path: Path, expected: string, value: unknown): never {
  throw misfit(path, expected, value);
}

function misfit(path: Path, expected: string, value: unknown): TypeError {
  const got = Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
  return new TypeError(`Expected \`${formatPath(path)}\` to be ${expected}, got ${got}`);
}
