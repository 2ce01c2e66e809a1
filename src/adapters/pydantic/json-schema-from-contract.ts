import type { ZodType } from "zod";
import { checkArguments, option } from "../../core/house.js";
import type { NotExpressed } from "../../ports/house.js";
import { type ColumnDefinition, mayBeMissing } from "../../schema/house.js";
import type { Contract } from "../../schema/index.js";
import { isObject, type JsonSchema } from "./json-schema.js";
import { columnSchema } from "./written/column-schema.js";
import { type NestedSchemas, nestedSchemas } from "./written/nested-schemas.js";
import { orMissing } from "./written/or-missing.js";

export interface WrittenSchema {
  readonly jsonSchema: JsonSchema;
  /** What has to be checked by the contract itself. */
  readonly notExpressed: readonly NotExpressed[];
}

/**
 * What a contract says of rows, as JSON Schema 2020-12 in the words of pydantic's `model_json_schema()`: types, missing values, limits, nested
 * objects. What it cannot say is listed.
 */
export async function jsonSchemaFromContract<Row, Label extends string>(
  contract: Contract<Row, Label>,
): Promise<WrittenSchema> {
  checkArguments(
    "pydantic",
    { contract },
    { contract: option.nounOf("contract", "a contract, as `contract()` makes it") },
  );
  const notExpressed: NotExpressed[] = [];
  const miss = (what: string, why: string): void => void notExpressed.push({ what, why });
  const nested = await nestedOf(contract, notExpressed);
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const column of contract.columns) {
    const { name } = column;
    if (column.derived !== undefined) {
      miss(`column ${name}`, "it is computed, and no part of the rows that are checked");
      continue;
    }
    const made = column.residual
      ? (nested?.properties[name] ?? unread(column, miss))
      : columnSchema(column, (part, why) => miss(`column ${name}, ${part}`, why));
    const optional = mayBeMissing(contract, column);
    if (!optional) required.push(name);
    properties[name] = optional ? orMissing(made) : made;
  }
  for (const { name } of contract.rules) miss(`rule ${name}`, "JSON Schema has no rules between values");
  for (const [column, share] of Object.entries(contract.missing))
    miss(
      `missing ${column}`,
      `JSON Schema looks at single rows, not at a largest share of missing values, ${share} here`,
    );
  for (const label of Object.keys(contract.labels))
    miss(`label ${label}`, "JSON Schema does not know when a column becomes known");
  if (contract.eventTime !== undefined)
    miss(`event time ${contract.eventTime}`, "JSON Schema does not know when a row happened");
  const jsonSchema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...(nested?.definitions !== undefined && { $defs: nested.definitions }),
    title: contract.name,
    type: "object",
    properties,
    ...(required.length > 0 && { required }),
    ...(contract.strict && { additionalProperties: false }),
  };
  return { jsonSchema, notExpressed };
}

async function nestedOf<Row, Label extends string>(
  { columns, schema }: Contract<Row, Label>,
  notExpressed: NotExpressed[],
): Promise<NestedSchemas | undefined> {
  const names = new Set(columns.filter(({ residual }) => residual).map(({ name }) => name));
  if (names.size === 0 || !isZod(schema)) return undefined;
  const { z } = await import("zod"); // Loaded late, as zod is slow to load.
  return nestedSchemas(z, schema, names, notExpressed);
}

function isZod(schema: unknown): schema is ZodType {
  return isObject(schema) && "_zod" in schema;
}

function unread({ name }: ColumnDefinition, miss: (what: string, why: string) => void): JsonSchema {
  miss(`column ${name}`, "what its schema says can be read of a zod object only");
  return {};
}
