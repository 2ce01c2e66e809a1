import type { MessageValue } from "./message.js";
import { enumerationNames, type MessageField } from "./message-fields.js";
import { refuse, type TextToken } from "./text-token.js";

/** The smallest and the largest of each type of integers. */
const ranges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
};

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  True: true,
  t: true,
  "1": true,
  false: false,
  False: false,
  f: false,
  "0": false,
};

/** A value that is no message, of the type that its field has. */
export function readScalar({ name, type }: MessageField, token: TextToken): MessageValue {
  const { kind, text, bytes, place } = token;
  const range = ranges[type];
  if (range !== undefined) {
    const whole = kind === "number" ? integerOf(text) : undefined;
    if (whole === undefined || whole < range[0] || whole > range[1]) throw refuse(place, `${name} as an ${type}`, text);
    return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
  }
  const names = enumerationNames(type);
  if (names !== undefined) {
    const named = kind === "number" ? names[Number(text)] : names.find((one) => one === text);
    if (named === undefined || named === "-")
      throw refuse(place, `${name} to be one of ${names.filter((one) => one !== "-").join(", ")}`, text);
    return named;
  }
  if (type === "bool") {
    const truth = Object.hasOwn(truths, text) ? truths[text] : undefined;
    if (truth === undefined) throw refuse(place, `${name} to be true or false`, text);
    return truth;
  }
  if (type === "float" || type === "double") {
    const value = kind === "number" || kind === "name" ? floatOf(text) : undefined;
    if (value === undefined) throw refuse(place, `${name} as a number`, text);
    return type === "float" ? Math.fround(value) : value;
  }
  if (kind !== "text" || bytes === undefined) throw refuse(place, `${name} in quotes`, text);
  if (type === "bytes") return bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refuse(place, `${name} as UTF-8`, text);
  }
}

function integerOf(text: string): bigint | undefined {
  const [, sign, hexadecimal, octal, decimal] = /^(-?)(?:(0x[\da-f]+)|0([0-7]+)|(\d+))$/i.exec(text) ?? [];
  const digits = hexadecimal ?? (octal === undefined ? decimal : `0o${octal}`);
  if (digits === undefined || (digits === decimal && /^0\d/.test(digits))) return undefined;
  return sign === "-" ? -BigInt(digits) : BigInt(digits);
}

function floatOf(text: string): number | undefined {
  const [, sign, word] = /^(-?)(inf|infinity|nan)f?$/i.exec(text) ?? [];
  if (word !== undefined) {
    const value = word.toLowerCase() === "nan" ? Number.NaN : Number.POSITIVE_INFINITY;
    return sign === "-" ? -value : value;
  }
  const digits = text.replace(/f$/i, "");
  return /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(digits) ? Number(digits) : undefined;
}
