import { describe, expect, it } from "vitest";
import { createRecentKeys } from "../../src/feedback/recent-keys.js";

describe("recent keys", () => {
  it("forget the oldest first, and never more than they must", () => {
    const keys = createRecentKeys(2);
    for (const key of ["a", "b", "c"]) keys.set(key, `id of ${key}`);
    expect(["a", "b", "c"].map((key) => keys.get(key))).toEqual([undefined, "id of b", "id of c"]);
  });
});
