import { describe, expect, it } from "vitest";
import { findVersion } from "../../src/registry/find-version.js";
import { registryFold } from "../../src/registry/registry-state.js";

describe("what a selector means", () => {
  const state = { ...registryFold.initial, champion: 2, aliases: { challenger: 3, champion: 9 } };

  it("is its number, the champion or the version of its alias", () => {
    expect(findVersion({ model: "late", number: 7 }, state)).toBe(7);
    expect(findVersion({ model: "late", alias: "champion" }, state)).toBe(2);
    expect(findVersion({ model: "late", alias: "challenger" }, state)).toBe(3);
  });

  it("is said to be missing by the alias that is not set", () => {
    for (const alias of ["champion", "challenger", "constructor"])
      expect(() => findVersion({ model: "late", alias }, registryFold.initial)).toThrow(
        `Expected alias late@${alias} to exist in the store, got nothing. Promote a version or set the alias first`,
      );
  });
});
