import { describe, expect, it } from "vitest";
import { matcher } from "../../../../src/schema/house.js";

describe("a matcher", () => {
  it("finds a pattern anywhere, and says the same of the same text every time", () => {
    const isFlight = matcher("aa\\d+", "i");
    expect(["xAA12", "xAA12", "A12"].map(isFlight)).toEqual([true, true, false]);
  });

  it("refuses flags that make it remember", () => {
    expect(() => matcher("a", "gi")).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [expression] Expected a pattern without the flags g and y, got /a/gi]`,
    );
    expect(() => matcher("a", "y")).toThrow("without the flags g and y");
  });
});
