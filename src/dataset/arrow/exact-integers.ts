import type { Data } from "apache-arrow";
import { InvalidArgumentError } from "../../core/index.js";
import type { Arrow } from "./arrow-types.js";

type Present = { readonly length: number; readonly validity?: Uint8Array };
type Integers = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

const dayMilliseconds = 86_400_000;

/** Integers as doubles, exactly. @throws {InvalidArgumentError} one lies beyond ±(2^53 − 1). */
export function exactIntegers(name: string, { values }: Data, { length, validity }: Present): Float64Array {
  return convert(name, values, length, validity, (value) => value);
}

/** Timestamps and dates as milliseconds. */
export function millisecondsOf(arrow: Arrow, name: string, data: Data, { length, validity }: Present): Float64Array {
  const { DataType, DateUnit, TimeUnit } = arrow;
  const { type, values } = data;
  if (DataType.isDate(type) && type.unit === DateUnit.DAY)
    return Float64Array.from((values as Int32Array).subarray(0, length), (days) => days * dayMilliseconds);
  const unit = DataType.isTimestamp(type) ? type.unit : TimeUnit.MILLISECOND;
  if (unit === TimeUnit.SECOND) return convert(name, values, length, validity, (value) => value * 1000n);
  if (unit === TimeUnit.MILLISECOND) return convert(name, values, length, validity, (value) => value);
  const perMillisecond = unit === TimeUnit.MICROSECOND ? 1000n : 1_000_000n;
  return convert(
    name,
    values,
    length,
    validity,
    (value) => value / perMillisecond,
    // The remainder is exact; adding it rounds once.
    (value) => Number(value % perMillisecond) / Number(perMillisecond),
  );
}

function convert(
  name: string,
  values: unknown,
  length: number,
  validity: Uint8Array | undefined,
  whole: (value: bigint) => bigint,
  fraction?: (value: bigint) => number,
): Float64Array {
  if (!(values instanceof BigInt64Array || values instanceof BigUint64Array))
    return Float64Array.from((values as Integers).subarray(0, length));
  const result = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    if (validity !== undefined && ((validity[row >> 3] as number) & (1 << (row & 7))) === 0) continue;
    const value = values[row] as bigint;
    const exact = Number(whole(value));
    if (!Number.isSafeInteger(exact))
      throw new InvalidArgumentError(`column ${name}`, "64-bit integers within ±(2^53 − 1)", value);
    result[row] = fraction === undefined ? exact : exact + fraction(value);
  }
  return result;
}
