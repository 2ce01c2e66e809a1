import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { labelId, predictionId } from "../../src/model/index.js";

const asked = { model: "late-flights", key: "DL1-2001-02-01", arm: "champion", version: "late-flights@3" };

describe("a prediction's id", () => {
  it("is the documented digest, which any language can compute", () => {
    const digest = createHash("sha256").update('["late-flights","DL1-2001-02-01"]').digest("hex");
    expect(predictionId(asked)).toBe(`prediction-${digest.slice(0, 32)}`);
    const shadow = createHash("sha256").update('["late-flights","ключ","late-flights@4"]').digest("hex");
    expect(predictionId({ ...asked, key: "ключ", arm: "shadow", version: "late-flights@4" })).toBe(
      `prediction-${shadow.slice(0, 32)}`,
    );
  });

  it("is the request's, whoever answered it, but each shadow has one of its own", () => {
    const id = predictionId(asked);
    expect(predictionId({ ...asked, arm: "canary", version: "late-flights@4" })).toBe(id);
    const shadows = ["late-flights@4", "late-flights@5"].map((version) =>
      predictionId({ ...asked, arm: "shadow", version }),
    );
    expect(new Set([id, ...shadows, predictionId({ ...asked, key: "DL2" })]).size).toBe(4);
  });

  it("cannot be confused by where model and key meet, and takes any key", () => {
    expect(predictionId({ ...asked, model: "a", key: 'b","c' })).not.toBe(
      predictionId({ ...asked, model: 'a","b', key: "c" }),
    );
    expect(predictionId({ ...asked, key: "\ud800" })).toMatch(/^prediction-[0-9a-f]{32}$/);
  });
});

describe("a label's id", () => {
  it("is the documented digest of its log and key", () => {
    const digest = createHash("sha256").update('["late","a#landed"]').digest("hex");
    expect(labelId("late", "a#landed")).toBe(`label-${digest.slice(0, 32)}`);
    expect(labelId("early", "a#landed")).not.toBe(labelId("late", "a#landed"));
  });
});
