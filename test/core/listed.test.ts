import { describe, expect, it } from "vitest";
import { listed } from "../../src/core/listed.js";

describe("names listed in a sentence", () => {
  it("are quoted, the last after an `and`, and those beyond the most are counted", () => {
    expect(listed([])).toBe("");
    expect(listed(["a"])).toBe("`a`");
    expect(listed(["a", "b", "c"])).toBe("`a`, `b` and `c`");
    expect(listed(["a", "b", "c", "d"], 2)).toBe("`a`, `b` and 2 more");
    expect(listed(["a", "b"], 2)).toBe("`a` and `b`");
  });
});
