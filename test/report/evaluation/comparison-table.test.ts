import { compare } from "golden-pipeline/evaluation";
import { accuracy } from "golden-pipeline/metrics";
import { describe, expect, it } from "vitest";
import { comparisonTable } from "../../../src/report/house.js";

const ids = Array.from({ length: 60 }, (_, row) => `mail ${row}`);
const shared = { ids, targets: ids.map(() => "ham"), slices: { odd: Uint8Array.from(ids, (_, row) => row % 2) } };
const said = (every: number) => ids.map((_, row) => (row % every === 0 ? "spam" : "ham"));

describe("a comparison in the terminal", () => {
  it("has a line for each metric and slice, the orientation, and the warnings", () => {
    const comparison = compare(
      { ...shared, version: "filter-8", outputs: said(10) },
      { ...shared, version: "filter-7", outputs: said(3) },
      { metrics: [accuracy()], test: "auto" },
    );
    const table = comparisonTable(comparison);
    expect(table).toContain("filter-8 against filter-7, 60 rows of 60 clusters; above zero, filter-8 is better");
    expect(table).toMatch(/accuracy +all +0\.2333 +0\.\d+ to 0\.\d+ +0\.\d+ +a-better/);
    expect(table).toMatch(/accuracy +odd +/);
    expect(table).toContain("Warning: no cluster was stated");
  });
});
