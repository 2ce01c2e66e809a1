import { formatPath } from "../../../../core/house.js";
import { type AvroNode, branchName } from "./avro-node.js";
import { toLogical } from "./to-logical.js";

type Path = readonly (string | number)[];

/** A row's value as the library takes it. @throws {TypeError} it does not fit the schema, or would lose something: it says where and what was expected. */
export function rowToAvro(node: AvroNode, value: unknown, path: Path = []): unknown {
  if ("logical" in node && node.logical !== undefined) {
    const carried = toLogical(node.logical, value, node);
    if (carried === undefined) throw misfit(path, node.logical.name, value);
    return rowToAvro({ ...node, logical: undefined }, carried, path);
  }
  switch (node.kind) {
    case "null":
      return value === null || value === undefined ? null : refuse(path, "null", value);
    case "boolean":
      return typeof value === "boolean" ? value : refuse(path, "a boolean", value);
    case "int":
      return isInteger(value, 32) ? Number(value) : refuse(path, "a whole number of 32 bits", value);
    case "long":
      return isInteger(value, 64) ? BigInt(value) : refuse(path, "a whole number of 64 bits", value);
    case "float":
    case "double":
      return typeof value === "number" ? value : refuse(path, "a number", value);
    case "string":
      return typeof value === "string" && !/\p{Surrogate}/u.test(value) ? value : refuse(path, "text", value);
    case "bytes":
      return bytesOf(value) ?? refuse(path, "bytes, or base64", value);
    case "fixed": {
      const bytes = bytesOf(value);
      return bytes?.length === node.size ? bytes : refuse(path, `${node.size} bytes, or base64`, value);
    }
    case "enum":
      return typeof value === "string" ? value : refuse(path, `a symbol of ${node.name}`, value);
    case "array":
      if (!Array.isArray(value)) throw misfit(path, "a list", value);
      return value.map((item, index) => rowToAvro(node.items, item, [...path, index]));
    case "map":
      return Object.fromEntries(
        Object.entries(objectOf(path, value)).map(([key, item]) => {
          // `avsc` sets the prototype of what it reads to the value of such a key, and loses it.
          if (key === "__proto__") throw misfit(path, "a map without the key __proto__", value);
          return [key, rowToAvro(node.values, item, [...path, key])];
        }),
      );
    case "record":
      return recordOf(node, objectOf(path, value), path);
    case "union":
      return unionOf(node, value, path);
  }
}

function recordOf(node: AvroNode & { kind: "record" }, value: Readonly<Record<string, unknown>>, path: Path): unknown {
  const names = new Set(node.fields.map(({ name }) => name));
  const unknown = Object.keys(value).find((name) => !names.has(name) && value[name] !== undefined);
  if (unknown !== undefined) throw misfit([...path, unknown], `one of the fields of ${node.name}`, value[unknown]);
  return Object.fromEntries(
    node.fields.flatMap(({ name, node: inner, hasDefault }) => {
      const item = Object.hasOwn(value, name) ? value[name] : undefined;
      return item === undefined && hasDefault ? [] : [[name, rowToAvro(inner, item, [...path, name])]];
    }),
  );
}

/** The first branch that the value fits. */
function unionOf(node: AvroNode & { kind: "union" }, value: unknown, path: Path): unknown {
  const why: string[] = [];
  for (const branch of node.branches)
    try {
      const item = rowToAvro(branch, value, path);
      return item === null ? null : { [branchName(branch)]: item };
    } catch (error) {
      why.push(branchName(branch));
      if (node.branches.filter(({ kind }) => kind !== "null").length === 1 && branch.kind !== "null") throw error;
    }
  throw misfit(path, `one of ${why.join(", ")}`, value);
}

function isInteger(value: unknown, bits: number): value is number | bigint {
  if (typeof value === "number" && !Number.isSafeInteger(value)) return false;
  if (typeof value !== "number" && typeof value !== "bigint") return false;
  return BigInt.asIntN(bits, BigInt(value)) === BigInt(value);
}

function bytesOf(value: unknown): Buffer | undefined {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (typeof value !== "string") return undefined;
  const bytes = Buffer.from(value, "base64");
  return bytes.toString("base64") === value ? bytes : undefined;
}

function objectOf(path: Path, value: unknown): Readonly<Record<string, unknown>> {
  const plain = typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
  if (!plain) throw misfit(path, "an object", value);
  return value as Readonly<Record<string, unknown>>;
}

function refuse(path: Path, expected: string, value: unknown): never {
  throw misfit(path, expected, value);
}

function misfit(path: Path, expected: string, value: unknown): TypeError {
  const got = value === null ? "null" : Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
  return new TypeError(`Expected \`${formatPath(path)}\` to be ${expected}, got ${got}`);
}
