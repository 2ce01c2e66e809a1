import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameRecords, logHeader, readRecords } from "../../../src/adapters/wandb/record-log.js";

const block = 32_768;
/** Most are short; some fill a block to its very end, or several. */
const length = fc.oneof(fc.nat(300), fc.integer({ min: block - 40, max: block + 40 }), fc.nat(3 * block));
const lengths = fc.array(length, { maxLength: 12 });
const recordsOf = (sizes: readonly number[]) => sizes.map((size, index) => new Uint8Array(size).fill(index + 1));
const fileOf = (records: readonly Uint8Array[]) => Buffer.concat([logHeader, frameRecords(records, logHeader.length)]);
const read = (bytes: Uint8Array) => [...readRecords(bytes, "run.wandb")].map((record) => Buffer.from(record));
/** How many of the records these are, the first ones. Buffers are compared as such, as that is a hundred times faster. */
function countOf(found: readonly Buffer[], records: readonly Uint8Array[]): number | undefined {
  return found.every((record, index) => record.equals(records[index] ?? logHeader)) ? found.length : undefined;
}

describe("W&B's file of records", () => {
  it("gives back what was written, all at once or one after the other", () => {
    fc.assert(
      fc.property(lengths, (sizes) => {
        const records = recordsOf(sizes);
        const once = fileOf(records);
        let apart = Buffer.from(logHeader);
        for (const record of records) apart = Buffer.concat([apart, frameRecords([record], apart.length)]);
        expect(apart.equals(once)).toBe(true);
        expect(countOf(read(once), records)).toBe(records.length);
      }),
      { numRuns: 200 },
    );
  });

  it("that is torn anywhere gives the records before", () => {
    fc.assert(
      fc.property(lengths, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(100), (sizes, share, zeros) => {
        const records = recordsOf(sizes);
        const whole = fileOf(records);
        const kept = Math.floor(share * whole.length);
        // Some file systems leave zeros where a write was to come.
        const torn = Buffer.concat([whole.subarray(0, kept), kept < 7 ? Buffer.alloc(0) : Buffer.alloc(zeros)]);
        const complete = records.filter((_, index) => fileOf(records.slice(0, index + 1)).length <= kept).length;
        expect(countOf(read(torn), records)).toBeGreaterThanOrEqual(complete);
      }),
      { numRuns: 200 },
    );
  });

  it("says where a byte is not what was written", () => {
    const file = fileOf(recordsOf([100, 100, 100]));
    file.writeUInt8(0, 130);
    expect(() => read(file)).toThrow("Expected a chunk with its own checksum at byte 114 of run.wandb");
    expect(() => read(Buffer.from("hello, world"))).toThrow("Expected the header of a W&B run file");
  });
});
