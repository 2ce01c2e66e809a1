import fc from "fast-check";
import { expect, it } from "vitest";
import { type ColumnCheck, wholeBounds } from "../../../src/schema/house.js";

const limit = fc.record({
  check: fc.constantFrom("at-least" as const, "above" as const, "at-most" as const, "below" as const),
  value: fc.integer({ min: -20, max: 20 }).map((quarters) => quarters / 4),
});

function passes({ check, value }: { readonly check: ColumnCheck["check"]; readonly value: number }, whole: number) {
  if (check === "at-least") return whole >= value;
  if (check === "above") return whole > value;
  return check === "at-most" ? whole <= value : whole < value;
}

it("lets pass just the whole numbers that all limits let pass", () => {
  fc.assert(
    fc.property(fc.array(limit, { maxLength: 4 }), fc.integer({ min: -8, max: 8 }), (limits, whole) => {
      const { low, high } = wholeBounds(limits);
      expect(low <= whole && whole <= high).toBe(limits.every((one) => passes(one, whole)));
    }),
  );
});
