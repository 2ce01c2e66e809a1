import { ServiceError } from "../../../ports/index.js";
import type { NewSchema, SchemaReference, SchemaType } from "./schema-registry.js";

const types: readonly unknown[] = ["AVRO", "JSON", "PROTOBUF"] satisfies readonly SchemaType[];

/** A schema as the registry's interface tells it. @throws {ServiceError} it is another answer. */
export function readSchema(place: string, answer: unknown): Required<NewSchema> {
  const { schema, schemaType = "AVRO", references } = Object(answer);
  const all: readonly unknown[] = Array.isArray(references) ? references : [];
  if (typeof schema === "string" && types.includes(schemaType))
    return { type: schemaType, schema, references: all.map((one) => readReference(place, one)) };
  const message = `Expected the registry to answer with a \`schema\` of ${types.join(", ")}, got ${typeof schema === "string" ? `one of type ${String(schemaType)}` : "another answer: is `url` that of a schema registry?"}`;
  throw new ServiceError({ place, message, retryable: false });
}

function readReference(place: string, answer: unknown): SchemaReference {
  const { name, subject, version } = Object(answer);
  if (typeof name === "string" && typeof subject === "string" && typeof version === "number")
    return { name, subject, version };
  throw new ServiceError({
    place,
    message: "Expected references of a name, a subject and a version",
    retryable: false,
  });
}
