import type { Field } from "protobufjs";

/** The type of a map's keys, which only fields of maps have. */
export function mapKeyType(field: Field): string {
  return "keyType" in field ? String(field.keyType) : "string";
}
