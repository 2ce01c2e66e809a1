import type { z as Zod, ZodType } from "zod";
import { patternFromJson } from "../../../ports/house.js";
import { coerceValue } from "../../../schema/house.js";
import type { JsonSchema } from "../json-schema.js";
import { missOthers, type Reading } from "./reading.js";

type Text = Zod.ZodString | Zod.ZodStringFormat;

/** What pydantic calls by a format, as zod judges it. */
const formats: Readonly<Record<string, (z: typeof Zod) => Text>> = {
  // The same as in a column.
  "date-time": (z) => z.stringFormat("date-time", (text) => coerceValue(text, "time") !== undefined),
  date: (z) => z.iso.date(),
  time: (z) => z.iso.time(),
  duration: (z) => z.iso.duration(),
  email: (z) => z.email(),
  uuid: (z) => z.guid(),
  uri: (z) => z.url(),
  ipv4: (z) => z.ipv4(),
  ipv6: (z) => z.ipv6(),
  binary: (z) => z.string(),
  password: (z) => z.string(),
};

export function readText(node: JsonSchema, path: string, reading: Reading, isColumn: boolean): ZodType {
  const limited = "minLength" in node || "maxLength" in node || "pattern" in node;
  if (!isColumn || node.format !== "date-time" || limited) return readWords(node, path, reading);
  missOthers(node, path, ["type", "format"], reading);
  return reading.z.date();
}

/** Text that stays one. */
export function readWords(node: JsonSchema, path: string, reading: Reading): Text {
  const { z, miss } = reading;
  missOthers(node, path, ["type", "format", "minLength", "maxLength", "pattern"], reading);
  const { format, minLength, maxLength, pattern } = node;
  const named = typeof format === "string" ? formats[format] : undefined;
  if (format !== undefined && (named === undefined || named === formats.binary || named === formats.password))
    miss(`${path}/format`, "any text is taken for it");
  let made: Text = named === undefined ? z.string() : named(z);
  if (typeof minLength === "number") made = made.min(minLength);
  if (typeof maxLength === "number") made = made.max(maxLength);
  for (const one of Array.isArray(pattern) ? pattern : pattern === undefined ? [] : [pattern]) {
    const translated = patternFromJson(String(one));
    if ("why" in translated) miss(`${path}/pattern`, translated.why);
    else made = made.regex(new RegExp(translated.source, translated.flags));
  }
  return made;
}
