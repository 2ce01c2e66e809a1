import { parseJsonLine } from "../../../ports/house.js";
import type { ResolvedSchema } from "../registry/schema-registry.js";
import type { ValueCodec } from "./value-codec.js";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Values of JSON. The schema names them; whether they fit it is for the contract to say, as it is in the registry's own readers. */
export function jsonCodec({ schema }: ResolvedSchema): ValueCodec {
  const title: unknown = Object(JSON.parse(schema)).title;
  return {
    name: typeof title === "string" ? title : undefined,
    decode(bytes, maximumDepth) {
      const parsed = parseJsonLine(utf8.decode(bytes), maximumDepth);
      if ("problem" in parsed) throw new SyntaxError(parsed.problem);
      return parsed.row;
    },
    encode: (row) => Buffer.from(jsonText(row)),
  };
}

/** JSON of all that a JSON row may hold: large whole numbers as they are, dates as ISO 8601 text. @throws {TypeError} there is no JSON of it. */
function jsonText(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError(`JSON has no number ${value}`);
  if (typeof value !== "object" || value === null) {
    const text: string | undefined = JSON.stringify(value);
    if (text === undefined) throw new TypeError(`JSON has no value of type ${typeof value}`);
    return text;
  }
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`).join(",")}}`;
}
