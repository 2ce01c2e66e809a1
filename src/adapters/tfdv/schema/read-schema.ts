import { checkArguments } from "../../../core/house.js";
import { readMessage } from "../text-format/read-message.js";
import type { TensorFlowSchema } from "./tensorflow-schema.js";

/**
 * A schema from `schema.pbtxt`, Protobuf's text format. Comments are not kept.
 * @throws {InvalidArgumentError} it is none; the message names line and column, and what could stand there.
 */
export function readSchema(pbtxt: string): TensorFlowSchema {
  checkArguments(
    "tfdv",
    { pbtxt },
    {
      pbtxt: { expected: "a schema in text format", holds: (value) => typeof value === "string" },
    },
  );
  return readMessage("Schema", pbtxt) as TensorFlowSchema;
}
