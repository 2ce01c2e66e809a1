import { expect, it } from "vitest";
import { isMembers, membersOf } from "../../src/core/house.js";

it("takes objects with members, no lists, Dates or values of other kinds", () => {
  expect([{}, { a: 1 }].every(isMembers)).toBe(true);
  expect([null, undefined, [], new Date(0), "a", 1].some(isMembers)).toBe(false);
});

it("gives what is an object, and says what was expected of what is none", () => {
  const value = { a: 1 };
  expect(membersOf("soda", value, "an object as columns")).toBe(value);
  expect(() => membersOf("soda", [1], "an object as columns")).toThrow("Expected an object as columns, got");
});
