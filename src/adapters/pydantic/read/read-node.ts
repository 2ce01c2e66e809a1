import type { ZodType } from "zod";
import { isObject, type JsonSchema } from "../json-schema.js";
import { readArray } from "./read-array.js";
import { readNumber } from "./read-number.js";
import { readObject } from "./read-object.js";
import { readText } from "./read-text.js";
import { readUnion } from "./read-union.js";
import { missOthers, pathTo, type Reading, type ReadNode, resolve } from "./reading.js";

export const readNode: ReadNode = (node, path, reading, isColumn = false) => {
  const { z, miss } = reading;
  if (node === true) return z.unknown();
  if (node === false) return z.never();
  if (!isObject(node)) {
    miss(path, "it is no schema");
    return z.unknown();
  }
  if (typeof node.$ref === "string") return readReference(node, node.$ref, path, reading, isColumn);
  if (Array.isArray(node.allOf)) {
    const merged = withoutAllOf(node, node.allOf);
    if (merged !== undefined) return readNode(merged, path, reading, isColumn);
    const { allOf, ...own } = node;
    return readAll(own, node.allOf, path, reading);
  }
  if ("const" in node || "enum" in node) return readChoice(node, path, reading);
  for (const keyword of ["anyOf", "oneOf"] as const)
    if (Array.isArray(node[keyword])) return readUnion(readNode, node, keyword, path, reading, isColumn);
  if (Array.isArray(node.type)) {
    const { type, ...others } = node;
    return readNode({ anyOf: node.type.map((one: unknown) => ({ ...others, type: one })) }, path, reading, isColumn);
  }
  return readTyped(node, path, reading, isColumn);
};

function readTyped(node: JsonSchema, path: string, reading: Reading, isColumn: boolean): ZodType {
  const { z } = reading;
  switch (node.type ?? guess(node)) {
    case "string":
      return readText(node, path, reading, isColumn);
    case "number":
    case "integer":
      return readNumber(node, path, reading);
    case "boolean":
      missOthers(node, path, ["type"], reading);
      return z.boolean();
    case "null":
      missOthers(node, path, ["type"], reading);
      return z.null();
    case "array":
      return readArray(readNode, node, path, reading);
    case "object":
      return readObject(readNode, node, path, reading);
    default:
      missOthers(node, path, [], reading);
      return z.unknown();
  }
}

/** Without a type a keyword judges only values of its own type; pydantic writes none so. */
function guess(node: JsonSchema): string | undefined {
  if ("properties" in node || "additionalProperties" in node) return "object";
  return "items" in node || "prefixItems" in node ? "array" : undefined;
}

function readReference(
  node: JsonSchema,
  reference: string,
  path: string,
  reading: Reading,
  isColumn: boolean,
): ZodType {
  missOthers(node, path, ["$ref"], reading);
  const { z, made, root, miss } = reading;
  const target = resolve(root, reference);
  const named =
    isObject(target) &&
    target.type === "object" &&
    !["anyOf", "oneOf", "allOf", "$ref"].some((keyword) => keyword in target);
  // A time is another thing in a column than in a value; an object is the same.
  const key = isColumn && !named ? `column ${reference}` : reference;
  if (made.has(key)) return made.get(key) ?? z.lazy(() => made.get(key) ?? z.never());
  if (target === undefined) {
    miss(path, `${reference} is not in the document`);
    return z.unknown();
  }
  made.set(key, undefined);
  const read = named
    ? readObject(readNode, target, reference, reading, (object) => made.set(key, object))
    : readNode(target, reference, reading, isColumn);
  made.set(key, read);
  return read;
}

/** Of a single further schema, or of further patterns only, one schema says all. */
function withoutAllOf(node: JsonSchema, all: readonly unknown[]): JsonSchema | undefined {
  const { allOf, ...own } = node;
  const patterns = all.flatMap((one) => (isObject(one) && Object.keys(one).join() === "pattern" ? [one.pattern] : []));
  if (patterns.length === all.length)
    return { ...own, pattern: [own.pattern, ...patterns].filter((one) => one !== undefined) };
  const [only, ...others] = all;
  if (others.length > 0 || !isObject(only)) return undefined;
  return Object.keys(own).some((keyword) => keyword in only && keyword !== "title" && keyword !== "description")
    ? undefined
    : { ...own, ...only };
}

function readAll(own: JsonSchema, all: readonly unknown[], path: string, reading: Reading): ZodType {
  const { z } = reading;
  const parts = all.map((one, at) => readNode(one, pathTo(path, "allOf", at), reading));
  const [first, ...others] = Object.keys(own).some(
    (keyword) => keyword in { type: 0, properties: 0, anyOf: 0, enum: 0 },
  )
    ? [readNode(own, path, reading), ...parts]
    : parts;
  return first === undefined
    ? z.unknown()
    : others.reduce<ZodType>((left, right) => z.intersection(left, right), first);
}

function readChoice(node: JsonSchema, path: string, reading: Reading): ZodType {
  const { z, miss } = reading;
  missOthers(node, path, ["const", "enum", "type"], reading);
  const given: readonly unknown[] = "const" in node ? [node.const] : Array.isArray(node.enum) ? node.enum : [];
  const plain = given.flatMap((value) =>
    value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? [value]
      : [],
  );
  if (plain.length < given.length) {
    miss(path, "a choice among lists or objects has no counterpart");
    return z.unknown();
  }
  return plain.length === 0 ? z.never() : z.literal(plain);
}
