// What a model of pydantic writes as a contract, with rules, and back as JSON Schema.   npx tsx examples/02-pydantic.ts
import { jsonSchemaFromContract, schemaFromJsonSchema } from "golden-pipeline/adapters/pydantic";
import { contract } from "golden-pipeline/schema";
import { checkRows } from "golden-pipeline/validation";

interface Visit {
  readonly page: string;
  readonly seconds: number;
  readonly at: Date;
  readonly tags: readonly string[];
}
const { name, schema, notExpressed } = await schemaFromJsonSchema<Visit>(`{
  "title": "Visit", "type": "object", "required": ["page", "seconds", "at"],
  "properties": {
    "page": { "type": "string", "pattern": "^/" },
    "seconds": { "type": "number", "minimum": 0 },
    "at": { "type": "string", "format": "date-time" },
    "tags": { "type": "array", "items": { "type": "string" }, "default": [] }
  }
}`);
const visits = contract(name, schema, {
  eventTime: "at",
  rules: (row) => ({ "is no day": row.seconds.below(86_400) }),
});
const row = { page: "/", seconds: -3, at: "2026-01-31T12:00:00Z" };
console.log(checkRows(visits, [row, { ...row, seconds: 3 }]).invalid, notExpressed);
console.log(JSON.stringify((await jsonSchemaFromContract(visits)).jsonSchema));
