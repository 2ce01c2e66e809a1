import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMessage } from "../../../src/adapters/wandb/read-message.js";
import { writeMessage } from "../../../src/adapters/wandb/write-message.js";

describe("a message of Protocol Buffers", () => {
  it("is the bytes that its documentation shows", () => {
    // protobuf.dev/programming-guides/encoding: `Test1 { a: 150 }`, `Test2 { b: "testing" }`, `Test3 { c: { a: 150 } }`.
    expect(Buffer.from(writeMessage([1, 150])).toString("hex")).toBe("089601");
    expect(Buffer.from(writeMessage([2, "testing"])).toString("hex")).toBe("120774657374696e67");
    expect(Buffer.from(writeMessage([3, writeMessage([1, 150])])).toString("hex")).toBe("1a03089601");
  });

  it("gives back numbers, texts and messages within, and nothing for what is not there", () => {
    const number = fc.oneof(fc.nat(300), fc.maxSafeNat());
    fc.assert(
      fc.property(
        number,
        fc.array(fc.string({ unit: "grapheme" })),
        fc.integer({ min: 1, max: 3000 }),
        (count, texts, field) => {
          const written = texts.map((text) => [field, text] as const);
          const read = readMessage(
            writeMessage([field + 1, count], ...written, [field + 2, writeMessage([1, count])], [7000, undefined]),
          );
          expect([read.count(field + 1), read.texts(field), read.text(field)]).toEqual([
            count,
            texts,
            texts.at(-1) ?? "",
          ]);
          expect(read.message(field + 2)?.count(1)).toBe(count);
          expect([read.message(7000), read.messages(7000), read.count(7000)]).toEqual([undefined, [], 0]);
        },
      ),
    );
  });

  it("passes over fields of fixed width, and says so where it ends too early", () => {
    const fixed = Uint8Array.of(9, 1, 2, 3, 4, 5, 6, 7, 8, 21, 1, 2, 3, 4, 24, 5);
    expect(readMessage(fixed).count(3)).toBe(5);
    for (const bytes of [[8], [8, 128], [18, 5, 1], [9, 1], [11]])
      expect(() => readMessage(Uint8Array.from(bytes))).toThrow("Expected a message of Protocol Buffers");
  });
});
