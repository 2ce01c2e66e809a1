import fc from "fast-check";
import { expect, it } from "vitest";
import { frameRecords, unframeRecords } from "../../../src/adapters/kinesis/frame-records.js";
import { beginning, formatPosition, parsePosition } from "../../../src/adapters/kinesis/kinesis-position.js";

const sequence = fc.bigInt({ min: 0n, max: 2n ** 186n - 1n }).map(String);

it("a position is text and comes back from it; other text is refused", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e14 }), sequence, (count, last) => {
      const position = { count, sequence: last };
      expect(parsePosition("here", formatPosition(position))).toEqual(position);
    }),
  );
  expect(parsePosition("here", "0")).toEqual(beginning);
  for (const text of ["", "1", "0@5", "1@", "01@5", "1@05", "1@5 "])
    expect(() => parsePosition("here", text)).toThrow(
      /Expected a position: a count, `@` and a sequence number, or `0`/,
    );
});

it("records in bytes come back as they were, and other bytes are refused", () => {
  const record = fc.record({
    sequence,
    arrival: fc.integer({ min: 0, max: 8.64e15 }),
    partitionKey: fc.string({ unit: "grapheme" }),
    data: fc.uint8Array(),
  });
  fc.assert(
    fc.property(fc.array(record), (records) => {
      const read = [...unframeRecords(frameRecords(records))];
      expect(read.map((one) => ({ ...one, data: new Uint8Array(one.data) }))).toEqual(records);
    }),
  );
  expect(() => [...unframeRecords(Uint8Array.of(0, 0, 0, 9, 1))]).toThrow(RangeError);
});
