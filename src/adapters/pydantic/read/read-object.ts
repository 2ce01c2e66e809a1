import type { ZodType } from "zod";
import { patternFromJson } from "../../../ports/house.js";
import { isObject, type JsonSchema } from "../json-schema.js";
import { isRequired, readMember } from "./read-member.js";
import { readWords } from "./read-text.js";
import { missOthers, pathTo, type Reading, type ReadNode } from "./reading.js";

/**
 * An object inside of a value: with named members, or of members of one kind.
 * @param opened Is told of an object before its members are read.
 */
export function readObject(
  readNode: ReadNode,
  node: JsonSchema,
  path: string,
  reading: Reading,
  opened?: (made: ZodType) => void,
): ZodType {
  const { z } = reading;
  const { properties, additionalProperties: others } = node;
  const othersAt = pathTo(path, "additionalProperties");
  if (isObject(properties)) {
    missOthers(node, path, ["type", "properties", "required", "additionalProperties"], reading);
    const members: Record<string, ZodType> = {};
    const shape = Object.defineProperties(
      {},
      Object.fromEntries(
        Object.keys(properties).map((name) => [name, { enumerable: true, get: () => members[name] ?? z.unknown() }]),
      ),
    );
    const made =
      others === false
        ? z.strictObject(shape)
        : others === true
          ? z.looseObject(shape)
          : others === undefined
            ? z.object(shape)
            : z.object(shape).catchall(readNode(others, othersAt, reading));
    // It may hold itself.
    opened?.(made);
    for (const [name, one] of Object.entries(properties))
      members[name] = readMember(readNode, one, pathTo(path, "properties", name), isRequired(node, name), reading);
    return made;
  }
  const { patternProperties, propertyNames } = node;
  missOthers(node, path, ["type", "additionalProperties", "patternProperties", "propertyNames"], reading);
  if (isObject(patternProperties)) {
    const [first, ...more] = Object.entries(patternProperties);
    if (first !== undefined && more.length === 0) {
      const [pattern, value] = first;
      const translated = patternFromJson(pattern);
      // pydantic refuses other names, although its schema lets them be anything.
      if ("source" in translated)
        return z.record(
          z.string().regex(new RegExp(translated.source, translated.flags)),
          readNode(value, pathTo(path, "patternProperties", pattern), reading),
        );
    }
    reading.miss(pathTo(path, "patternProperties"), "only one pattern of names is read");
  }
  const value = others === undefined ? z.unknown() : readNode(others, othersAt, reading);
  const names = isObject(propertyNames) ? readWords(propertyNames, pathTo(path, "propertyNames"), reading) : z.string();
  return z.record(names, value);
}
