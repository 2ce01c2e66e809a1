import type { ZodType } from "zod";
import { isObject, type JsonSchema } from "../json-schema.js";
import { missOthers, pathTo, type Reading, type ReadNode, resolve } from "./reading.js";

/** A value that is one of several; null among them makes it one that may be null. */
export function readUnion(
  readNode: ReadNode,
  node: JsonSchema,
  keyword: "anyOf" | "oneOf",
  path: string,
  reading: Reading,
  isColumn: boolean,
): ZodType {
  const { z, root, miss } = reading;
  missOthers(node, path, [keyword], reading);
  const options = Array.isArray(node[keyword]) ? node[keyword] : [];
  const nullable = options.some(isNull);
  const places = options.flatMap((option, at) => (isNull(option) ? [] : [{ option, at: pathTo(path, keyword, at) }]));
  const alone = places.length === 1;
  const read = places.map(({ option, at }) => readNode(option, at, reading, isColumn && alone));
  const objects = read.flatMap((one) => (one instanceof z.ZodObject ? [one] : []));
  const key =
    keyword === "oneOf"
      ? discriminator(
          places.map(({ option }) => option),
          root,
        )
      : undefined;
  let made: ZodType;
  const [first, second, ...others] = read;
  const [firstObject, ...otherObjects] = objects;
  if (first === undefined) made = z.null();
  else if (second === undefined) made = first;
  else if (key !== undefined && firstObject !== undefined && objects.length === read.length)
    made = z.discriminatedUnion(key, [firstObject, ...otherObjects]);
  else {
    if (keyword === "oneOf") miss(path, "a value that is of several of these is taken");
    made = z.union([first, second, ...others]);
  }
  return nullable && first !== undefined ? made.nullable() : made;
}

function isNull(option: unknown): boolean {
  return isObject(option) && option.type === "null";
}

/** The member that tells the options apart: it has a value of its own in each. */
function discriminator(options: readonly unknown[], root: JsonSchema): string | undefined {
  const members = options.map((option) => {
    const resolved = isObject(option) && typeof option.$ref === "string" ? resolve(root, option.$ref) : option;
    if (!isObject(resolved) || !isObject(resolved.properties)) return new Map<string, readonly unknown[]>();
    return new Map(
      Object.entries(resolved.properties).flatMap(([name, one]): [string, readonly unknown[]][] => {
        if (!isObject(one) || !("const" in one || "enum" in one)) return [];
        return [[name, "const" in one ? [one.const] : Array.isArray(one.enum) ? one.enum : []]];
      }),
    );
  });
  return [...(members[0]?.keys() ?? [])].find((name) => {
    const values = members.flatMap((one) => one.get(name) ?? []);
    return members.every((one) => one.has(name)) && new Set(values).size === values.length;
  });
}
