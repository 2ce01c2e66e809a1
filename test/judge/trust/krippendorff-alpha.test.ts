import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { krippendorffAlpha } from "../../../src/judge/house.js";

const scales = ["nominal", "ordinal", "interval"] as const;
interface Case extends Record<(typeof scales)[number], number> {
  units: (number | null)[][];
}
const fixture: { cases: Case[] } = JSON.parse(
  readFileSync(new URL("../../fixtures/evaluation/judge/krippendorff-alpha.json", import.meta.url), "utf8"),
);

describe("krippendorffAlpha", () => {
  it.each(fixture.cases)("gives the reference's alpha on each scale, with ratings missing (case %#)", (golden) => {
    for (const scale of scales) expect(krippendorffAlpha(golden.units, { scale })).toBeCloseTo(golden[scale], 12);
  });

  it("takes text on the nominal scale and does not mix it up with numbers", () => {
    expect(
      krippendorffAlpha([
        ["yes", "yes"],
        ["no", "no"],
      ]),
    ).toBe(1);
    expect(
      krippendorffAlpha([
        ["1", 1],
        ["1", 1],
      ]),
    ).toBeLessThan(0);
  });

  it("is undefined where nothing could disagree", () => {
    expect(krippendorffAlpha([])).toBeUndefined();
    expect(krippendorffAlpha([[1], [2, undefined]])).toBeUndefined();
    expect(
      krippendorffAlpha([
        [1, 1],
        [1, 1],
      ]),
    ).toBeUndefined();
  });

  it("refuses text and NaN where numbers are needed", () => {
    // @ts-expect-error there is no such scale
    expect(() => krippendorffAlpha([[1, 2]], { scale: "ratio" })).toThrow(
      "`scale` to be one of `nominal`, `ordinal`, `interval`",
    );
    expect(() => krippendorffAlpha([["good", "bad"]], { scale: "ordinal" })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [krippendorff alpha] Expected finite numbers as ratings on the ordinal scale, got "good" (string)]`,
    );
    expect(() => krippendorffAlpha([[1, Number.NaN]])).toThrow(/finite numbers/);
  });
});
