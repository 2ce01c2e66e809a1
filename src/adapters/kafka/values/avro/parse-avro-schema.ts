import { readAvroLogical } from "./avro-logical.js";
import { type AvroField, type AvroNode, type AvroPrimitive, avroPrimitives } from "./avro-node.js";

/** A schema of Avro as this adapter reads values by it, and as the library takes it: without logical types, which it would ask its user for. */
export interface ParsedAvro {
  readonly node: AvroNode;
  readonly plain: unknown;
}

/**
 * @param names The types that are known by full name; those of the schema are added.
 * @throws {SyntaxError} it is no schema, or names a type that is not known.
 */
export function parseAvroSchema(text: string, names: Map<string, AvroNode>): ParsedAvro {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch {
    schema = text; // A primitive's name may stand without quotes.
  }
  return parse(schema, "", names);
}

function parse(schema: unknown, namespace: string, names: Map<string, AvroNode>): ParsedAvro {
  if (typeof schema === "string") return parseName(schema, namespace, names);
  if (Array.isArray(schema)) {
    const branches = schema.map((branch) => parse(branch, namespace, names));
    const node: AvroNode = { kind: "union", branches: branches.map((branch) => branch.node) };
    return { node, plain: branches.map(({ plain }) => plain) };
  }
  if (!isObject(schema)) throw new SyntaxError(`expected a schema of Avro, got ${JSON.stringify(schema)}`);
  const { type } = schema;
  if (type === "array" || type === "map") {
    const inner = parse(type === "array" ? schema.items : schema.values, namespace, names);
    const plain = { type, [type === "array" ? "items" : "values"]: inner.plain };
    return { node: type === "array" ? { kind: type, items: inner.node } : { kind: type, values: inner.node }, plain };
  }
  if (type === "record" || type === "error") return parseRecord(schema, namespace, names);
  if (type === "enum" || type === "fixed") {
    const name = fullName(schema, namespace);
    const logical = readAvroLogical(type, schema);
    const node: AvroNode =
      type === "enum" ? { kind: type, name } : { kind: type, name, size: Number(schema.size), logical };
    names.set(name, node);
    const { logicalType: _, ...rest } = schema;
    return { node, plain: { ...rest, name, namespace: undefined } };
  }
  const inner = parse(type, namespace, names);
  if (!isPrimitive(inner.node.kind)) return inner;
  const logical = readAvroLogical(inner.node.kind, schema);
  return { node: logical === undefined ? inner.node : { kind: inner.node.kind, logical }, plain: inner.plain };
}

function parseName(name: string, namespace: string, names: Map<string, AvroNode>): ParsedAvro {
  if (isPrimitive(name)) return { node: { kind: name }, plain: name };
  const qualified = name.includes(".") || namespace === "" ? name : `${namespace}.${name}`;
  for (const one of [qualified, name]) {
    const node = names.get(one);
    if (node !== undefined) return { node, plain: one };
  }
  throw new SyntaxError(`the schema names the type ${qualified}, which neither it nor its references define`);
}

function parseRecord(
  schema: Readonly<Record<string, unknown>>,
  namespace: string,
  names: Map<string, AvroNode>,
): ParsedAvro {
  const name = fullName(schema, namespace);
  const within = name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "";
  const fields: AvroField[] = [];
  const node: AvroNode = { kind: "record", name, fields };
  names.set(name, node); // Before its fields, which may hold it.
  if (!Array.isArray(schema.fields)) throw new SyntaxError(`expected the record ${name} to have \`fields\``);
  const plain = schema.fields.map((field: Readonly<Record<string, unknown>>) => {
    const inner = parse(field.type, within, names);
    const aliases = Array.isArray(field.aliases) ? field.aliases.map(String) : [];
    fields.push({ name: String(field.name), aliases, node: inner.node, hasDefault: Object.hasOwn(field, "default") });
    const {
      name: own,
      default: initial,
      hasDefault,
    } = { ...field, hasDefault: Object.hasOwn(field, "default") } as {
      readonly name: unknown;
      readonly default?: unknown;
      readonly hasDefault: boolean;
    };
    return { name: own, type: inner.plain, aliases, ...(hasDefault && { default: initial }) };
  });
  const aliases = Array.isArray(schema.aliases)
    ? { aliases: schema.aliases.map((one) => qualify(String(one), within)) }
    : {};
  return { node, plain: { type: "record", name, ...aliases, fields: plain } };
}

function fullName({ name, namespace: own }: Readonly<Record<string, unknown>>, namespace: string): string {
  if (typeof name !== "string")
    throw new SyntaxError(`expected a type to have a \`name\`, got ${JSON.stringify(name)}`);
  return qualify(name, typeof own === "string" ? own : namespace);
}

function qualify(name: string, namespace: string): string {
  return name.includes(".") || namespace === "" ? name : `${namespace}.${name}`;
}

function isPrimitive(kind: string): kind is AvroPrimitive {
  return avroPrimitives.some((primitive) => primitive === kind);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
