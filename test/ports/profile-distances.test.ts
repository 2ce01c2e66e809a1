import { profileRows } from "golden-pipeline/dataset";
import { profileDistances } from "golden-pipeline/ports";
import { describe, expect, it } from "vitest";
import { populationStability } from "../../src/ports/house.js";

const rows = (shift: number) =>
  Array.from({ length: 200 }, (_, at) => ({
    size: ((at * 37) % 101) + shift,
    colour: at % (3 + shift) === 0 ? "red" : "blue",
  }));
const columns = { size: "number", colour: "text" } as const;

describe("profileDistances", () => {
  const reference = profileRows(columns, rows(0), { bins: 4 });

  it("is nothing of the same rows", () => {
    for (const { distance } of profileDistances(reference, profileRows(columns, rows(0), { reference })))
      expect([distance?.populationStability.index, distance?.jensenShannon, distance?.lInfinity]).toEqual([0, 0, 0]);
  });

  it("counts infinite numbers and other words as bins of their own, as monitoring does", () => {
    const now = profileRows(
      columns,
      [...rows(20), { size: Number.POSITIVE_INFINITY, colour: "green" }, { size: null, colour: null }],
      { reference },
    );
    const [size, colour] = profileDistances(reference, now);
    const { numbers } = now.columns[0] ?? {};
    const { numbers: before } = reference.columns[0] ?? {};
    const expected = populationStability([0, ...(before?.counts ?? []), 0], [0, ...(numbers?.counts ?? []), 1]);
    expect(size?.distance?.populationStability).toEqual(expected);
    expect(size).toMatchObject({ rows: 201, missing: 1 / 202 });
    expect(colour?.distance?.lInfinity).toBeGreaterThan(0.2);
  });

  it("refuses counts into other bins", () => {
    const other = profileRows(columns, rows(20), { bins: 3 });
    expect(() => profileDistances(reference, other)).toThrow("counts of size into the reference's bins and words");
  });
});
