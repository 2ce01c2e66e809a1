import type { ZodType } from "zod";
import { describeValue } from "../../core/house.js";
import { InvalidArgumentError, type StandardSchema } from "../../core/index.js";
import type { NotExpressed } from "../../ports/house.js";
import { isObject, type JsonSchema } from "./json-schema.js";
import { isRequired, readMember } from "./read/read-member.js";
import { readNode } from "./read/read-node.js";
import { missOthers, pathTo, type Reading, resolve } from "./read/reading.js";

export interface ReadSchema<Row> {
  /** For `contract()`: the title in lower-case words joined by `-`; `model` where there is none. */
  readonly name: string;
  /** For `contract()`: an object of zod's. */
  readonly schema: StandardSchema<unknown, Row>;
  /** What is not read, each with its place in the document. */
  readonly notExpressed: readonly NotExpressed[];
}

/**
 * A JSON Schema 2020-12 as pydantic's `model_json_schema()` writes it, as what a contract is made of. It takes the rows that the model takes in
 * strict mode from JSON.
 * @param json Text, or what was parsed of it.
 * @typeParam Row What its rows are, taken on trust. @default columns of values that are not known
 * @example const { name, schema } = await schemaFromJsonSchema(text); contract(name, schema);
 * @throws {InvalidArgumentError} it is no JSON, or not the schema of an object with named properties.
 */
export async function schemaFromJsonSchema<Row extends object = { readonly [column: string]: unknown }>(
  json: string | JsonSchema,
): Promise<ReadSchema<Row>> {
  const root: unknown = typeof json === "string" ? parse(json) : json;
  const { z } = await import("zod"); // Loaded late, as zod is slow to load.
  const notExpressed: NotExpressed[] = [];
  const miss = (what: string, why: string): void => {
    if (!notExpressed.some((one) => one.what === what && one.why === why)) notExpressed.push({ what, why });
  };
  const model = modelOf(root);
  const reading: Reading = { z, root: isObject(root) ? root : model, made: new Map(), miss };
  const { properties, additionalProperties: others } = model;
  missOthers(model, "#", ["type", "properties", "required", "additionalProperties"], reading);
  const shape: Record<string, ZodType> = {};
  for (const [name, node] of Object.entries(isObject(properties) ? properties : {})) {
    const path = pathTo("#", "properties", name);
    const required = isRequired(model, name);
    const column = readMember(readNode, node, path, required, reading, true);
    const [takesNull, takesNone] = [null, undefined].map((value) => column.safeParse(value).success);
    if (takesNull !== takesNone || (required && takesNone)) miss(path, "a column that is null is one that is left out");
    shape[name] = column;
  }
  const object =
    others === false
      ? z.strictObject(shape)
      : isObject(others)
        ? z.object(shape).catchall(readNode(others, "#/additionalProperties", reading))
        : z.object(shape);
  return { name: wordsOf(model.title), schema: object as StandardSchema<unknown, Row>, notExpressed };
}

/** The object that a document describes; of a model that holds itself the document begins with a reference. */
function modelOf(root: unknown): JsonSchema {
  const model = isObject(root) && typeof root.$ref === "string" ? resolve(root, root.$ref) : root;
  if (isObject(model) && isObject(model.properties)) return model;
  throw new InvalidArgumentError(
    "pydantic",
    "the JSON Schema of an object with properties",
    undefined,
    describeValue(root),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : undefined;
    throw new InvalidArgumentError("pydantic", "a schema as JSON", text, why);
  }
}

function wordsOf(title: unknown): string {
  const words = typeof title === "string" ? title.toLowerCase().match(/[a-z0-9]+/g) : null;
  return words === null ? "model" : words.join("-");
}
