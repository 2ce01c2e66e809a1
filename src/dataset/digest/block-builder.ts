import { endianness } from "node:os";
import { canonicalJson } from "../../core/index.js";
import type { ValueType } from "../../schema/house.js";
import { scalarAt } from "../../schema/house.js";
import type { ColumnData } from "../../schema/index.js";
import { copyNumbers } from "./canonical-values.js";
import { encodeText } from "./encode-text.js";
import { WordCodes } from "./word-codes.js";

/** Rows of one logical block; the last block of a column may hold fewer. */
export const blockRows = 65_536;

const headerBytes = 48;
const bytesPerRow = { number: 8, integer: 8, time: 8, text: 4, boolean: 1, other: 0 } as const;

/** Collects one column's rows of one block as the bytes that its digest covers; their format stands at `createDatasetDigester`. */
export class BlockBuilder {
  readonly #type: ValueType;
  readonly #bytes: ArrayBuffer;
  readonly #present = new Uint8Array(blockRows >> 3).fill(255);
  readonly #words = new WordCodes();
  readonly #texts: Buffer[] = [];
  #missing = false;
  #rows = 0;

  constructor(type: ValueType) {
    this.#type = type;
    this.#bytes = new ArrayBuffer(headerBytes + bytesPerRow[type] * blockRows);
  }

  /** Takes rows [start, end) of a column of this type; no more than the block has room for. */
  add(column: ColumnData, start: number, end: number): void {
    const at = this.#rows;
    this.#markMissing(column, start, end);
    switch (column.type) {
      case "text":
        this.#words.translate(column, start, end, new Uint32Array(this.#bytes, headerBytes), at);
        break;
      case "boolean": {
        const values = new Uint8Array(this.#bytes, headerBytes);
        for (let row = start; row < end; row++)
          values[at + row - start] = this.#isPresent(at + row - start) && column.values[row] === 1 ? 1 : 0;
        break;
      }
      case "other":
        for (let row = start; row < end; row++) {
          const value = scalarAt(column, row);
          this.#texts.push(lengthPrefixed(value === null ? "" : canonicalJson(value)));
        }
        break;
      default:
        copyNumbers(column, start, end, new Float64Array(this.#bytes, headerBytes), at);
    }
    this.#rows += end - start;
  }

  /** sha256 of the rows so far, 64 hexadecimal digits, computed on the thread pool. */
  async digest(): Promise<string> {
    const filled = headerBytes + bytesPerRow[this.#type] * this.#rows;
    const tail = Buffer.concat(this.#tail());
    const whole = new Uint8Array(filled + tail.length);
    whole.set(new Uint8Array(this.#bytes, 0, filled));
    whole.set(tail, filled);
    this.#writeHeader(whole);
    toLittleEndian(whole, bytesPerRow[this.#type], this.#rows);
    return Buffer.from(await crypto.subtle.digest("SHA-256", whole)).toString("hex");
  }

  #writeHeader(bytes: Uint8Array<ArrayBuffer>): void {
    new TextEncoder().encodeInto("golden-pipeline/block@1", bytes);
    new TextEncoder().encodeInto(this.#type, bytes.subarray(24));
    const view = new DataView(bytes.buffer);
    view.setUint32(40, this.#rows, true);
    view.setUint32(44, this.#missing ? 1 : 0, true);
  }

  #tail(): Uint8Array[] {
    const parts: Uint8Array[] = [];
    if (this.#type === "text") parts.push(count(this.#words.words.length), ...this.#words.words.map(lengthPrefixed));
    if (this.#type === "other") parts.push(...this.#texts);
    if (this.#missing) parts.push(this.#presentBits());
    return parts;
  }

  #presentBits(): Uint8Array {
    const bits = this.#present.slice(0, (this.#rows + 7) >> 3);
    const over = this.#rows & 7;
    if (over !== 0) bits[bits.length - 1] = (bits.at(-1) as number) & ((1 << over) - 1);
    return bits;
  }

  #markMissing(column: ColumnData, start: number, end: number): void {
    // A null inside an `other` column is a missing value like any other: rows cannot tell them apart.
    if (column.validity === undefined && column.type !== "other") return;
    for (let row = start; row < end; row++) {
      const present =
        column.type === "other"
          ? scalarAt(column, row) !== null
          : (((column.validity?.[row >> 3] ?? 255) >> (row & 7)) & 1) === 1;
      if (present) continue;
      const index = this.#rows + row - start;
      this.#missing = true;
      this.#present[index >> 3] = (this.#present[index >> 3] as number) & ~(1 << (index & 7));
    }
  }

  #isPresent(index: number): boolean {
    return (((this.#present[index >> 3] as number) >> (index & 7)) & 1) === 1;
  }
}

function count(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(length);
  return bytes;
}

function lengthPrefixed(text: string): Buffer {
  const bytes = encodeText(text);
  return Buffer.concat([count(bytes.length), bytes]);
}

function toLittleEndian(bytes: Uint8Array<ArrayBuffer>, size: number, rows: number): void {
  if (size < 4 || endianness() === "LE") return;
  const values = Buffer.from(bytes.buffer, headerBytes, size * rows);
  if (size === 8) values.swap64();
  else values.swap32();
}
