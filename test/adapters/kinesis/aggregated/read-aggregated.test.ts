import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAggregated } from "../../../../src/adapters/kinesis/aggregated/read-aggregated.js";
import { hashKeyOf, userRecords } from "../../../../src/adapters/kinesis/aggregated/user-records.js";
import { aggregate } from "./aggregate.js";

const packed = fc.array(
  fc.record({
    partitionKey: fc.string({ minLength: 1, unit: "grapheme" }),
    explicitHashKey: fc.option(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map(String), { nil: undefined }),
    data: fc.uint8Array({ maxLength: 300 }),
  }),
);
const everything = ["0", String(2n ** 128n - 1n)] as const;
const record = { sequence: "7", arrival: 5, partitionKey: "outer" };
const plain = (bytes: Uint8Array) => Array.from(bytes);

describe("records that a producer's library has packed", () => {
  it("come out as they went in", () => {
    fc.assert(
      fc.property(packed, (records) => {
        const read = readAggregated(aggregate(records));
        expect(read?.map((one) => ({ ...one, data: plain(one.data) }))).toEqual(
          records.map((one) => ({ ...one, data: plain(one.data) })),
        );
      }),
    );
  });

  it("are one record when a byte is another", () => {
    fc.assert(
      fc.property(packed, fc.nat(), fc.integer({ min: 1, max: 255 }), (records, at, change) => {
        const bytes = aggregate(records).slice();
        const index = at % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ change;
        expect(readAggregated(bytes)).toBeUndefined();
      }),
    );
  });

  it("are told from any other bytes", () => {
    fc.assert(fc.property(fc.uint8Array(), (data) => readAggregated(data) === undefined));
    expect(readAggregated(Buffer.from("f3899ac2", "hex"))).toBeUndefined();
    expect(userRecords({ ...record, data: Buffer.from("x") }, everything)).toEqual([
      { ...record, data: Buffer.from("x"), subsequence: 0 },
    ]);
  });

  it("are left out where their hash key is another shard's, and keep their places", () => {
    const data = aggregate([
      { partitionKey: "a", explicitHashKey: "10", data: Buffer.from("1") },
      { partitionKey: "a", explicitHashKey: "99", data: Buffer.from("2") },
      { partitionKey: "a", explicitHashKey: "20", data: Buffer.from("3") },
    ]);
    const kept = userRecords({ ...record, data }, ["10", "20"]);
    expect(kept.map(({ subsequence, data: own }) => [subsequence, String(own)])).toEqual([
      [0, "1"],
      [2, "3"],
    ]);
  });
});

describe("a partition key", () => {
  it("has its MD5 as its hash key, unless the producer gives one", () => {
    // md5("abc"), RFC 1321, A.5
    expect(hashKeyOf("abc")).toBe(0x900150983cd24fb0d6963f7d28e17f72n);
    expect(hashKeyOf("abc", "12")).toBe(12n);
  });
});
