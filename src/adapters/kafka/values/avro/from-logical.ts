import { bigintOf, decimalText } from "../decimal-text.js";
import { clockText, timeText } from "../time-text.js";
import type { AvroLogical } from "./avro-logical.js";

/** So many digits come back from a double as they were. */
const digitsOfDouble = 15;
const dayMilliseconds = 86_400_000;

/**
 * What a value of a logical type is in a row, without loss: a date and a time in milliseconds is a Date, a finer or a local one ISO 8601 text, a decimal of at most 15
 * digits a number and a longer one text. @throws {RangeError} there is no such time.
 */
export function fromLogical(logical: AvroLogical, value: unknown): unknown {
  const count = (): bigint => BigInt(value as number | bigint);
  switch (logical.name) {
    case "date":
      return dateOf(Number(value) * dayMilliseconds);
    case "timestamp-millis":
      return dateOf(Number(value));
    case "timestamp-micros":
      return `${timeText(count(), 6)}Z`;
    case "timestamp-nanos":
      return `${timeText(count(), 9)}Z`;
    case "local-timestamp-millis":
      return timeText(count(), 3);
    case "local-timestamp-micros":
      return timeText(count(), 6);
    case "local-timestamp-nanos":
      return timeText(count(), 9);
    case "time-millis":
      return clockText(count(), 3);
    case "time-micros":
      return clockText(count(), 6);
    case "uuid":
      return typeof value === "string" ? value : uuidOf(value as Uint8Array);
    case "decimal": {
      const text = decimalText(bigintOf(value as Uint8Array), logical.scale);
      return logical.precision <= digitsOfDouble ? Number(text) : text;
    }
  }
}

function dateOf(milliseconds: number): Date {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) throw new RangeError(`there is no time ${milliseconds} ms after 1970`);
  return date;
}

function uuidOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
