import { describe, expect, it } from "vitest";
import { formatVersion, parseVersionSelector } from "../../src/registry/house.js";

describe("a version's name", () => {
  it("is a model and a number or an alias", () => {
    expect(parseVersionSelector("late-flights@3")).toEqual({ model: "late-flights", number: 3 });
    expect(parseVersionSelector("late-flights@champion")).toEqual({ model: "late-flights", alias: "champion" });
    expect(parseVersionSelector(formatVersion("late-flights", 12))).toEqual({ model: "late-flights", number: 12 });
  });

  it("is nothing else", () => {
    for (const text of [
      "",
      "late",
      "late@",
      "@3",
      "late@0",
      "late@03",
      "late@1.5",
      "Late@1",
      "a/b@1",
      "late@1@2",
      "-a@1",
    ])
      expect(() => parseVersionSelector(text), text).toThrow("a version like late-flights@3 or late-flights@champion");
  });
});
