import type { Data, Vector } from "apache-arrow";
import { parseCanonicalJson } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { buildValidity, columnFromValues, isMissing } from "../../schema/house.js";
import { type ColumnData, concatBatches, takeRows } from "../../schema/index.js";
import { type Arrow, escapeKey, typeKey } from "./arrow-types.js";
import { exactIntegers, millisecondsOf } from "./exact-integers.js";
import { plainValue } from "./plain-value.js";

type Metadata = ReadonlyMap<string, string>;
type Present = { readonly length: number; readonly validity?: Uint8Array };

const noMetadata: Metadata = new Map();

/** Reads Arrow's buffers. Dictionaries are decoded once, however many chunks share them. */
export class ArrowReader {
  readonly #arrow: Arrow;
  readonly #dictionaries = new Map<Vector, ColumnData>();

  constructor(arrow: Arrow) {
    this.#arrow = arrow;
  }

  read(name: string, metadata: Metadata, data: Data): ColumnData {
    const { DataType } = this.#arrow;
    const { type, length } = data;
    const stated = metadata.get(typeKey);
    const base: Present = present(data);
    if (DataType.isNull(type)) return columnFromValues("other", new Array<null>(length).fill(null));
    if (DataType.isDictionary(type)) return this.#readDictionary(name, metadata, data, base);
    if (DataType.isFloat(type)) {
      if (!(data.values instanceof Float64Array)) return columnFromValues("number", this.#valuesOf(data), name);
      const numeric = stated === "time" || stated === "integer" ? stated : "number";
      return { ...base, type: numeric, values: data.values.subarray(0, length) };
    }
    if (DataType.isInt(type)) return { ...base, type: "integer", values: exactIntegers(name, data, base) };
    if (DataType.isTimestamp(type) || DataType.isDate(type))
      return { ...base, type: "time", values: millisecondsOf(this.#arrow, name, data, base) };
    if (DataType.isBool(type)) return { ...base, type: "boolean", values: readBits(data) };
    if (DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type)) {
      const texts = DataType.isUtf8View(type) ? this.#valuesOf(data) : readTexts(data, base);
      if (stated !== "other") return columnFromValues("text", texts, name);
      return columnFromValues(
        "other",
        texts.map((text) => (typeof text === "string" ? parseCanonicalJson(text) : null)),
      );
    }
    if (
      [DataType.isDecimal, DataType.isTime, DataType.isDuration, DataType.isInterval, DataType.isUnion].some((isType) =>
        isType(type),
      )
    )
      throw new InvalidArgumentError(
        `column ${name}`,
        "numbers, text, booleans, timestamps, dates or nested values (cast it first)",
        String(type),
      );
    return columnFromValues("other", this.#valuesOf(data).map(plainValue), name);
  }

  #readDictionary(name: string, metadata: Metadata, data: Data, base: Present): ColumnData {
    const words = this.#wordsOf(name, metadata, data.dictionary as Vector);
    const { length } = base;
    const codes = codesOf(data).subarray(0, length);
    // A row may point at a null within the dictionary: that is missing too.
    const validity =
      words.validity === undefined
        ? base.validity
        : buildValidity(length, (row) => isPresent(base, row) && !isMissing(words, codes[row] as number));
    const all: Present = validity === undefined ? { length } : { length, validity };
    if (words.type === "text") {
      const isIdentity = words.codes.every((code, index) => code === index);
      const own = isIdentity ? codes : codes.map((code) => words.codes[code] ?? 0);
      return { ...all, type: "text", codes: own, dictionary: words.dictionary };
    }
    const indices = codes.map((code, row) => (isPresent(all, row) ? code : 0));
    const taken = takeRows({ length: words.length, columns: { words } }, words.length === 0 ? [] : indices).columns
      .words;
    if (taken === undefined || words.length === 0)
      return columnFromValues(words.type, new Array<null>(length).fill(null));
    const { validity: _, ...values } = taken;
    return { ...values, ...all };
  }

  #wordsOf(name: string, metadata: Metadata, dictionary: Vector): ColumnData {
    const known = this.#dictionaries.get(dictionary);
    if (known !== undefined) return known;
    const chunks = dictionary.data.map((chunk) => this.read(name, noMetadata, chunk));
    const words = joinChunks(chunks);
    const decoded =
      metadata.get(escapeKey) === "json" && words.type === "text"
        ? { ...words, dictionary: words.dictionary.map((word) => String(JSON.parse(word))) }
        : words;
    this.#dictionaries.set(dictionary, decoded);
    return decoded;
  }

  /** Values by Arrow's own accessor, null where missing: slow, for what has no buffer of its own kind. */
  #valuesOf(data: Data): readonly unknown[] {
    return Array.from(new this.#arrow.Vector([data]), (value): unknown => value);
  }
}

/** After slicing, Arrow's bitmaps still begin at the unsliced row 0, while its values begin at the slice. */
function present(data: Data): Present {
  const { length, offset, nullBitmap } = data;
  if (data.nullCount === 0 || nullBitmap === undefined || nullBitmap.length === 0) return { length };
  const validity = buildValidity(length, (row) => bitAt(nullBitmap, offset + row) === 1);
  return validity === undefined ? { length } : { length, validity };
}

function isPresent({ validity }: Present, row: number): boolean {
  return validity === undefined || bitAt(validity, row) === 1;
}

function bitAt(bits: Uint8Array, index: number): number {
  return ((bits[index >> 3] as number) >> (index & 7)) & 1;
}

/** Booleans are bits too, and sliced like bitmaps. */
function readBits(data: Data): Uint8Array {
  const bits = data.values as Uint8Array;
  const values = new Uint8Array(data.length);
  for (let row = 0; row < values.length; row++) values[row] = bitAt(bits, data.offset + row);
  return values;
}

/** Decoded here because Arrow's decoder drops a byte order mark at the start of a word. */
function readTexts(data: Data, base: Present): readonly (string | null)[] {
  const { buffer, byteOffset, byteLength } = data.values as Uint8Array;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  const offsets = data.valueOffsets as Int32Array | BigInt64Array;
  return Array.from({ length: data.length }, (_, row) =>
    isPresent(base, row) ? bytes.toString("utf8", Number(offsets[row]), Number(offsets[row + 1])) : null,
  );
}

function codesOf(data: Data): Int32Array {
  const values: unknown = data.values;
  return values instanceof Int32Array ? values : Int32Array.from(values as ArrayLike<number | bigint>, Number);
}

function joinChunks(chunks: readonly ColumnData[]): ColumnData {
  const batches = chunks.map((column) => ({ length: column.length, columns: { column } }));
  return concatBatches(batches).columns.column ?? columnFromValues("text", []);
}
