import { describe, expect, it } from "vitest";
import { createRecentIds } from "../../src/feedback/recent-ids.js";

describe("recent ids", () => {
  it("forget the oldest first, and never more than they must", () => {
    const ids = createRecentIds(2);
    for (const id of ["a", "b", "a", "c"]) ids.add(id);
    expect(["a", "b", "c"].map((id) => ids.has(id))).toEqual([false, true, true]);
  });
});
