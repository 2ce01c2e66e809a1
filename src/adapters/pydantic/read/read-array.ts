import type { ZodType } from "zod";
import type { JsonSchema } from "../json-schema.js";
import { missOthers, pathTo, type Reading, type ReadNode } from "./reading.js";

export function readArray(readNode: ReadNode, node: JsonSchema, path: string, reading: Reading): ZodType {
  const { z } = reading;
  const { prefixItems, items, minItems, maxItems } = node;
  missOthers(node, path, ["type", "prefixItems", "items", "minItems", "maxItems"], reading);
  if (Array.isArray(prefixItems)) return readTuple(readNode, node, prefixItems, path, reading);
  let made = z.array(items === undefined ? z.unknown() : readNode(items, pathTo(path, "items"), reading));
  if (typeof minItems === "number") made = made.min(minItems);
  if (typeof maxItems === "number") made = made.max(maxItems);
  return made;
}

/** Items by their places: as many as must be there, further ones that may be, others of one kind. */
function readTuple(
  readNode: ReadNode,
  { items, minItems = 0, maxItems }: JsonSchema,
  prefixItems: readonly unknown[],
  path: string,
  reading: Reading,
): ZodType {
  const { z, miss } = reading;
  const least = Number(minItems);
  const places = prefixItems.map((one, at) => {
    const item = readNode(one, pathTo(path, "prefixItems", at), reading);
    return at < least ? item : item.optional();
  });
  const closed = items === false || (typeof maxItems === "number" && maxItems <= places.length);
  if (least > places.length || (typeof maxItems === "number" && maxItems !== places.length && !closed))
    miss(path, "the length of a list whose items differ by their places is not checked beyond these");
  const [first, ...others] = places;
  if (first === undefined) return z.array(closed ? z.never() : z.unknown());
  if (closed) return z.tuple([first, ...others]);
  return z.tuple(
    [first, ...others],
    items === undefined ? z.unknown() : readNode(items, pathTo(path, "items"), reading),
  );
}
