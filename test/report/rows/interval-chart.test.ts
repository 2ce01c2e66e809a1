import { intervalChart } from "golden-pipeline/report";
import { describe, expect, it } from "vitest";

/** The drawing for wide pages. */
const wideOf = (chart: string): string => chart.slice(chart.indexOf('<svg class="wide"'));

describe("an interval chart", () => {
  it("draws a line and a point for each value, and names rows without one", () => {
    const chart = wideOf(
      intervalChart({
        title: "By slice",
        x: "score",
        reference: 0.5,
        rows: [
          { name: "all", value: 0.5, interval: { low: 0.4, high: 0.6 }, note: "100 rows" },
          { name: "a very long name of a slice that would not fit", value: 0.2 },
          { name: "empty", value: undefined },
        ],
      }),
    );
    expect(chart.match(/<circle/g)).toHaveLength(2);
    expect(chart.match(/class="line s0"/g)).toHaveLength(1);
    expect(chart).toContain("100 rows");
    expect(chart).toMatch(/>a very long name[^<]*…</);
    expect(chart).toContain(">empty<");
    expect(chart).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("says a verdict by sign, word and colour", () => {
    const chart = wideOf(
      intervalChart({
        title: "T",
        x: "x",
        rows: [{ name: "May", value: 1, interval: { low: 0, high: 2 }, verdict: "drift" }],
      }),
    );
    expect(chart).toContain('class="line bad"');
    expect(chart).toMatch(/<text class="bad"[^>]*>✕ drift</);
  });

  it("tells all of it in words too", () => {
    const chart = intervalChart({
      title: "T",
      x: "share",
      rows: [{ name: "a", value: 0.25, interval: { low: 0.2, high: 0.3 } }],
    });
    expect(chart).toContain("<desc>share. a: 0.25 (0.2 to 0.3).</desc>");
  });

  it("says so when there is nothing to draw", () => {
    expect(intervalChart({ title: "T", x: "x", rows: [{ name: "a", value: undefined }] })).toContain("No data.");
  });
});
