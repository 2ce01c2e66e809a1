import { intervalChart } from "golden-pipeline/report";
import { describe, expect, it } from "vitest";

describe("an interval chart", () => {
  it("draws a line and a point for each value, and names rows without one", () => {
    const chart = intervalChart({
      title: "By slice",
      x: "score",
      reference: 0.5,
      rows: [
        { name: "all", value: 0.5, interval: { low: 0.4, high: 0.6 }, note: "100 rows" },
        { name: "a very long name of a slice that would not fit", value: 0.2 },
        { name: "empty", value: undefined },
      ],
    });
    expect(chart.match(/<circle/g)).toHaveLength(2);
    expect(chart.match(/class="line s0"/g)).toHaveLength(1);
    expect(chart).toContain("100 rows");
    expect(chart).toContain("a very long name of a s…");
    expect(chart).toContain(">empty<");
    expect(chart).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("says so when there is nothing to draw", () => {
    expect(intervalChart({ title: "T", x: "x", rows: [{ name: "a", value: undefined }] })).toContain("No data.");
  });
});
