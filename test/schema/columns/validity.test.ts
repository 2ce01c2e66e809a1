import fc from "fast-check";
import type { ColumnData } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { buildValidity, countMissing, isMissing } from "../../../src/schema/house.js";

describe("a validity bitmap", () => {
  it("says of each row whether it is there, and counts those that are not", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), (present) => {
        const validity = buildValidity(present.length, (row) => present[row] === true);
        const base = { type: "number", length: present.length, values: new Float64Array(present.length) } as const;
        const column: ColumnData = validity === undefined ? base : { ...base, validity };
        expect(present.map((_, row) => isMissing(column, row))).toEqual(present.map((there) => !there));
        expect(countMissing(column)).toBe(present.filter((there) => !there).length);
      }),
    );
  });

  it("is least significant bit first, and absent when nothing is missing", () => {
    expect(buildValidity(10, (row) => row !== 0 && row !== 9)).toEqual(Uint8Array.of(0b11111110, 0b1));
    expect(buildValidity(10, () => true)).toBeUndefined();
    expect(buildValidity(0, () => false)).toBeUndefined();
  });
});
