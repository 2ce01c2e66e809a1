import { checkArguments, option } from "../../../core/house.js";
import { writeMessage } from "../text-format/write-message.js";
import type { TensorFlowSchema } from "./tensorflow-schema.js";

/**
 * A schema as `schema.pbtxt`, which TensorFlow Data Validation and TFX read: one schema is one text.
 * @throws {InvalidArgumentError} it has a field that schema.proto does not know.
 */
export function writeSchema(schema: TensorFlowSchema): string {
  checkArguments("tfdv", { schema }, { schema: option.noun });
  return writeMessage("Schema", schema);
}
