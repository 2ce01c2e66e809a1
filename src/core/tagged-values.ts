const views = {
  $bytes: Uint8Array,
  $uint8clamped: Uint8ClampedArray,
  $int8: Int8Array,
  $int16: Int16Array,
  $uint16: Uint16Array,
  $int32: Int32Array,
  $uint32: Uint32Array,
  $bigint64: BigInt64Array,
  $biguint64: BigUint64Array,
  $float32: Float32Array,
  $float64: Float64Array,
} as const;

type View = InstanceType<(typeof views)[keyof typeof views]>;
type Tagged = { readonly [tag: string]: string };

const scalarTags = ["$date", "$bigint", "$float"];
const escapePattern = new RegExp(
  `^\\$*(?:${[...scalarTags, ...Object.keys(views)].map((tag) => `\\${tag}`).join("|")})$`,
);

/** True for `$date`, `$bytes` and so on, and for the same with more `$` in front: the keys that need escaping when they stand alone. */
export function isTagKey(key: string): boolean {
  return key.startsWith("$") && escapePattern.test(key);
}

/** The tagged form of a value that JSON lacks: a non-finite number, a bigint, a date or a typed array; otherwise undefined. */
export function tagValue(value: number | bigint | object): Tagged | undefined {
  if (typeof value === "number") return { $float: String(value) };
  if (typeof value === "bigint") return { $bigint: String(value) };
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : { $date: value.toISOString() };
  if (!ArrayBuffer.isView(value)) return undefined;
  for (const [tag, View] of Object.entries(views)) {
    if (value instanceof View) return { [tag]: toLittleEndian(value).toString("base64") };
  }
  return undefined;
}

/** What a tagged form stands for; undefined when the key is not a tag or the text not of its form. */
export function untagValue(tag: string, text: unknown): number | bigint | Date | View | undefined {
  if (typeof text !== "string") return undefined;
  if (tag === "$float") return text === "NaN" || text === "Infinity" || text === "-Infinity" ? Number(text) : undefined;
  if (tag === "$bigint") return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
  if (tag === "$date") {
    const date = new Date(text);
    return Number.isNaN(date.getTime()) ? undefined : date;
  }
  if (!(tag in views)) return undefined;
  const View = views[tag as keyof typeof views];
  const bytes = Buffer.from(text, "base64");
  if (bytes.length % View.BYTES_PER_ELEMENT !== 0) return undefined;
  // A copy of its own: Buffer's memory is shared and need not be aligned.
  const own = new Uint8Array(bytes.length);
  own.set(toOrder(bytes, View.BYTES_PER_ELEMENT));
  return new View(own.buffer);
}

function toLittleEndian(view: ArrayBufferView & { readonly BYTES_PER_ELEMENT: number }): Buffer {
  return toOrder(Buffer.from(view.buffer, view.byteOffset, view.byteLength), view.BYTES_PER_ELEMENT);
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function toOrder(bytes: Buffer, size: number): Buffer {
  if (size === 1 || isLittleEndian) return bytes;
  const copy = Buffer.from(bytes);
  return size === 2 ? copy.swap16() : size === 4 ? copy.swap32() : copy.swap64();
}
