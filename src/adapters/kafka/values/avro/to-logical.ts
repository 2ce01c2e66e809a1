import { bytesOf, parseDecimalText } from "../decimal-text.js";
import { parseClockText, parseTimeText } from "../time-text.js";
import type { AvroLogical } from "./avro-logical.js";

const dayMilliseconds = 86_400_000;

/** What `fromLogical` undoes: a count, text or bytes, by the type that carries it; undefined when the value is none of the logical type. */
export function toLogical(
  logical: AvroLogical,
  value: unknown,
  carrier: { readonly kind: string; readonly size?: number },
): bigint | string | Uint8Array | undefined {
  const { name, precision, scale } = logical;
  const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value;
  switch (name) {
    case "date": {
      const day = typeof text === "string" && /^[+-]?\d+-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
      const milliseconds = typeof day === "string" ? parseTimeText(day, 3, "Z") : undefined;
      if (milliseconds === undefined || milliseconds % BigInt(dayMilliseconds) !== 0n) return undefined;
      return milliseconds / BigInt(dayMilliseconds);
    }
    case "uuid": {
      if (typeof text !== "string") return undefined;
      if (carrier.kind === "string") return text;
      return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
        ? Buffer.from(text.replaceAll("-", ""), "hex")
        : undefined;
    }
    case "decimal": {
      const unscaled = parseDecimalText(String(text), precision, scale);
      return unscaled === undefined ? undefined : bytesOf(unscaled, carrier.size);
    }
    case "time-millis":
    case "time-micros":
      return typeof text === "string" ? parseClockText(text, digitsOf(name)) : undefined;
    default:
      if (typeof text !== "string") return undefined;
      return parseTimeText(text, digitsOf(name), name.startsWith("local-") ? "" : "Z");
  }
}

function digitsOf(name: AvroLogical["name"]): number {
  if (name.endsWith("nanos")) return 9;
  return name.endsWith("micros") ? 6 : 3;
}
