import { describe, expect, it } from "vitest";
import { pythonText } from "../../../../src/adapters/great-expectations/frame/python-text.js";
import { matchesSchema } from "../../../../src/adapters/great-expectations/texts/json-schema.js";
import { likePattern } from "../../../../src/adapters/great-expectations/texts/like-pattern.js";
import { matchFormat } from "../../../../src/adapters/great-expectations/texts/match-format.js";
import { tryParseTime } from "../../../../src/adapters/great-expectations/texts/parse-time.js";
import { pythonPattern } from "../../../../src/adapters/great-expectations/texts/python-pattern.js";

// What Python 3.11 and dateutil give for the same text.
it.each([
  ["2019-04-01", "2019-04-01T00:00:00.000Z"],
  ["20190401", "2019-04-01T00:00:00.000Z"],
  ["2019-04-01T12:30:05.25+02:00", "2019-04-01T10:30:05.250Z"],
  ["01/02/2010", "2010-01-02T00:00:00.000Z"],
  ["13/02/2010", "2010-02-13T00:00:00.000Z"],
  ["Jan 01 1970 12:00:01", "1970-01-01T12:00:01.000Z"],
  ["1 May 2020 3 pm", "2020-05-01T15:00:00.000Z"],
  ["Tuesday, 3rd of March 2020", "2020-03-03T00:00:00.000Z"],
  ["2019-02-30", undefined],
  ["cat", undefined],
  ["", undefined],
])("the text %s is the time %s", (text, time) => {
  expect(tryParseTime(text)?.toISOString()).toBe(time);
});

it("a format of strptime takes what it describes, of days that there are", () => {
  expect(["2019-04-01", "2019-4-1", "2019-02-29", "2019-04-01 "].map(matchFormat("%Y-%m-%d"))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(["3 PM, May 4", "13 PM, May 4"].map(matchFormat("%I %p, %b %d"))).toEqual([true, false]);
  expect(() => matchFormat("%D")).toThrow("bad directive");
});

it("a pattern of Python's is read with its groups, ends and flags", () => {
  expect(pythonPattern("(?i)\\A(?P<l>[a-z])(?P=l)\\Z").test("aA")).toBe(true);
  expect(pythonPattern("a\\-b").test("a-b")).toBe(true);
  expect(pythonPattern("a$|b").test("xa\n")).toBe(true);
  expect(() => pythonPattern("(")).toThrow("Expected a regular expression");
});

it("a pattern of LIKE is the whole text, with brackets by dialect", () => {
  expect(["abc", "xabc"].map((text) => likePattern("a%", "standard").test(text))).toEqual([true, false]);
  expect(likePattern("a_c.", "standard").test("abc.")).toBe(true);
  expect(likePattern("[ab]%", "standard").test("abc")).toBe(false);
  expect(["abc", "cab"].map((text) => likePattern("[^c]%", "sql-server").test(text))).toEqual([true, false]);
});

it.each([
  [1, "integer", "1"],
  [1, "number", "1.0"],
  [1e16, "number", "1e+16"],
  [0.00001, "number", "1e-05"],
  [0.0001, "number", "0.0001"],
  [123456.5, "number", "123456.5"],
  [true, "boolean", "True"],
] as const)("%s of a column of %ss is written %s", (cell, type, text) => {
  expect(pythonText(cell, type)).toBe(text);
});

describe("a JSON Schema", () => {
  const address = {
    type: "object",
    properties: {
      zip: { type: "integer", minimum: 1000 },
      tags: { type: "array", items: { enum: ["a", "b"] }, uniqueItems: true },
    },
    required: ["zip"],
    additionalProperties: false,
  };
  it.each([
    [{ zip: 1010 }, address, true],
    [{ zip: 10 }, address, false],
    [{ zip: 1010, street: "x" }, address, false],
    [{ zip: 1010, tags: ["a", "a"] }, address, false],
    [{}, address, false],
    [5, { anyOf: [{ type: "string" }, { multipleOf: 5 }] }, true],
    [5, { not: { type: "number" } }, false],
    [
      { a: { b: 1 } },
      { $defs: { one: { const: 1 } }, properties: { a: { properties: { b: { $ref: "#/$defs/one" } } } } },
      true,
    ],
    ["x", { if: { type: "number" }, else: { minLength: 2 } }, false],
    [[1, "a"], { prefixItems: [{ type: "number" }], items: { type: "string" } }, true],
    [{ a: 1 }, { dependentRequired: { a: ["b"] } }, false],
    [1, false, false],
  ])("holds of %j as it says: %j is %s", (value, schema, holds) => {
    expect(matchesSchema(value, schema)).toBe(holds);
  });
});
