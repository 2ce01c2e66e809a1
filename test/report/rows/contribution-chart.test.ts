import { contributionChart } from "golden-pipeline/report";
import { describe, expect, it } from "vitest";

const features = [
  { feature: "hour", value: 17, contribution: 0.25 },
  { feature: "origin", value: "ATL", contribution: -1 },
  { feature: "delay", value: null, contribution: 0.5 },
];

describe("a chart of contributions", () => {
  it("goes from the base to the answer, the largest first, with each feature's value", () => {
    const chart = contributionChart({ title: "Why", x: "log odds", base: -1, features });
    expect(chart).toContain(
      "<desc>log odds. Base −1; origin = ATL: −1; delay = none: +0.5; hour = 17: +0.25; together −1.25.</desc>",
    );
  });

  it("draws the smallest as one", () => {
    const chart = contributionChart({ title: "Why", x: "log odds", base: 0, features, most: 2 });
    expect(chart).toContain("origin = ATL: −1; 2 others: +0.75; together −0.25");
  });
});
