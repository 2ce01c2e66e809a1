import { loadProtobuf } from "../values/protobuf/load-protobuf.js";
import { parseFile } from "../values/protobuf/parse-proto.js";
import type { NewSchema } from "./schema-registry.js";

/** What a schema calls its record: Avro's full name, JSON Schema's title, the full name of a Protobuf message. */
export async function schemaName(
  { type, schema }: NewSchema,
  message: string | undefined,
): Promise<string | undefined> {
  if (type === "PROTOBUF") {
    const library = await loadProtobuf();
    const root = new library.Root();
    const [first] = parseFile(library, root, schema).messages;
    return (message === undefined ? first : root.lookupType(message))?.fullName.replace(/^\./, "");
  }
  const { name, namespace, title } = Object(JSON.parse(schema));
  if (type === "JSON") return typeof title === "string" ? title : undefined;
  if (typeof name !== "string") return undefined;
  return typeof namespace !== "string" || namespace === "" || name.includes(".") ? name : `${namespace}.${name}`;
}
