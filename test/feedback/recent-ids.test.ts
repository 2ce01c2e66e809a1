import { describe, expect, it } from "vitest";
import { createRecentIds } from "../../src/feedback/recent-ids.js";

describe("recent ids", () => {
  it("forget the oldest first, and never more than they must", () => {
    const ids = createRecentIds(2);
    for (const id of ["a", "b", "a", "c"]) ids.add(id);
    expect(["a", "b", "c"].map((id) => ids.has(id))).toEqual([false, true, true]);
  });

  it("are the newest however many came", () => {
    const ids = createRecentIds(3);
    const came = ["a", "b", "c", "d", "e", "f", "g", "h"];
    for (const [index, id] of came.entries()) {
      ids.add(id);
      expect(came.filter((one) => ids.has(one))).toEqual(came.slice(Math.max(0, index - 2), index + 1));
    }
  });
});
