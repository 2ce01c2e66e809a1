import type { ZodType } from "zod";
import { coerceValue } from "../../../schema/house.js";
import { isObject, type JsonSchema } from "../json-schema.js";
import type { Reading, ReadNode } from "./reading.js";

/** A member of an object, which may be left out unless it is required. Its default is taken as it stands, as pydantic takes it. */
export function readMember(
  readNode: ReadNode,
  node: unknown,
  path: string,
  required: boolean,
  reading: Reading,
  isColumn = false,
): ZodType {
  const made = readNode(node, path, reading, isColumn);
  // What takes anything takes nothing too, to zod. A column cannot tell.
  if (required) return !isColumn && takesNothing(made) ? made.nonoptional() : made;
  if (!isObject(node) || !("default" in node)) return made.optional();
  // A column that is missing is null by itself.
  if (node.default === null && isColumn) return made.safeParse(null).success ? made.optional() : made.nullish();
  if (made._zod.def.type !== "date" || typeof node.default !== "string") return made.default(node.default);
  const time = coerceValue(node.default, "time");
  if (time !== undefined) return made.default(new Date(Number(time)));
  reading.miss(`${path}/default`, "it is no time");
  return made.optional();
}

function takesNothing({ _zod }: ZodType): boolean {
  return ["unknown", "union", "nullable"].includes(_zod.def.type) && _zod.optin === "optional";
}

export function isRequired({ required }: JsonSchema, name: string): boolean {
  return Array.isArray(required) && required.includes(name);
}
