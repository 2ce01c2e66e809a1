import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareCodePoints } from "../../src/features/compare-code-points.js";

describe("code point order", () => {
  it("is the order of the UTF-8 bytes", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 5 }),
      fc.string({ unit: fc.constantFrom("a", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10ffff}"), maxLength: 5 }),
    );
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(Math.sign(compareCodePoints(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)));
      }),
      { numRuns: 1000 },
    );
  });
});
