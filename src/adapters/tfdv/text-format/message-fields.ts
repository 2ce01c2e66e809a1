import { schemaEnumerations, schemaMessages } from "./schema-messages.js";

export interface MessageField {
  readonly name: string;
  /** A scalar type of Protobuf, the name of a message or of an enumeration. */
  readonly type: string;
  readonly repeated: boolean;
  /** Of the fields of one group only one may be set. */
  readonly group: string | undefined;
}

const known = new Map<string, ReadonlyMap<string, MessageField>>();

/** The fields of a message of schema.proto by name, in the order of their numbers. */
export function messageFields(message: string): ReadonlyMap<string, MessageField> {
  let fields = known.get(message);
  if (fields === undefined) {
    const words = (schemaMessages[message] ?? "").split(" ").filter((word) => word !== "");
    fields = new Map(words.map(fieldOf).map((field) => [field.name, field]));
    known.set(message, fields);
  }
  return fields;
}

function fieldOf(word: string): MessageField {
  const [name = "", described = ""] = word.split(":");
  const [type = "", group] = described.split("|");
  return { name, type: type.replace("[]", ""), repeated: type.endsWith("[]"), group };
}

export function isMessage(type: string): boolean {
  return Object.hasOwn(schemaMessages, type);
}

/** The names of an enumeration by number; undefined for another type. */
export function enumerationNames(type: string): readonly string[] | undefined {
  return Object.hasOwn(schemaEnumerations, type) ? schemaEnumerations[type]?.split(" ") : undefined;
}
