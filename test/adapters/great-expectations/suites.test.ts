import fc from "fast-check";
import {
  evaluateExpectation,
  evaluateSuite,
  readSuite,
  rulesFromSuite,
  suiteFromContract,
} from "golden-pipeline/adapters/great-expectations";
import { batchFromRows, compileColumns, contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const fares = { column: "fare", min_value: 0, max_value: 10 };

describe("a suite", () => {
  it("is read from the JSON of 1.x, and of releases before", () => {
    const now = readSuite({
      name: "trips",
      expectations: [{ type: "expect_column_values_to_be_between", kwargs: fares }],
    });
    const before = readSuite(
      JSON.stringify({
        expectation_suite_name: "trips",
        expectations: [{ expectation_type: "expect_column_values_to_be_between", kwargs: fares }],
        evaluation_parameters: { least: 3 },
      }),
    );
    expect(before.expectations).toEqual(now.expectations);
    expect(before.suite_parameters).toEqual({ least: 3 });
  });

  it("is read with Python's infinity", () => {
    const suite = readSuite(
      '{"name": "a", "expectations": [{"type": "t", "kwargs": {"bins": [-Infinity, 0, Infinity]}}]}',
    );
    expect(suite.expectations[0]?.kwargs?.bins).toEqual([Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
  });

  it.each([
    ["{", "a suite as JSON"],
    ["[]", "an object as a suite"],
    ['{"expectations": []}', "a suite with a name"],
    ['{"name": "a"}', "expectations as a list in suite a"],
    ['{"name": "a", "expectations": [{}]}', "a type in expectation 1 of suite a"],
  ])("that is none is refused with what is missing: %s", (json, message) => {
    expect(() => readSuite(json)).toThrow(message);
  });

  it("is evaluated to the shape of a validation result, with parameters and an expectation that nobody knows", () => {
    const suite = readSuite({
      name: "trips",
      expectations: [
        {
          type: "expect_column_values_to_be_between",
          kwargs: { column: "fare", min_value: { $PARAMETER: "least" } },
          id: "one",
        },
        { type: "expect_column_to_be_lucky", kwargs: { column: "fare" } },
        { type: "expect_column_values_to_not_be_null", kwargs: { column: "gone" } },
      ],
      suite_parameters: { least: 3 },
    });
    const found = evaluateSuite([{ fare: 3 }, { fare: 4 }], suite, { now: new Date(0) });
    expect(found).toMatchObject({
      success: false,
      suite_name: "trips",
      suite_parameters: { least: 3 },
      statistics: { evaluated_expectations: 3, successful_expectations: 1, unsuccessful_expectations: 2 },
      meta: { validation_time: "1970-01-01T00:00:00+00:00" },
    });
    expect(found.statistics.success_percent).toBeCloseTo(100 / 3);
    expect(found.results.map(({ exception_info }) => exception_info.exception_message)).toEqual([
      null,
      "ExpectationNotFoundError: expect_column_to_be_lucky not found",
      'KeyError: Error: The column "gone" in BatchData does not exist.',
    ]);
    expect(evaluateSuite([{ fare: 3 }], suite, { suiteParameters: { least: 5 } }).results[0]?.success).toBe(false);
    expect(evaluateSuite([], readSuite({ name: "none", expectations: [] })).statistics.success_percent).toBeNull();
  });
});

const row = fc.record({
  fare: fc.option(fc.integer({ min: -3, max: 14 })),
  tip: fc.option(fc.integer({ min: -3, max: 14 })),
  kind: fc.option(fc.constantFrom("bus", "car", "ship", "")),
});
const columns = [
  { name: "fare", type: "number" },
  { name: "tip", type: "number" },
  { name: "kind", type: "text" },
] as const;
const shape = z.object({ fare: z.number().nullable(), tip: z.number().nullable(), kind: z.string().nullable() });

describe("the rules of a suite", () => {
  const kinds = { column: "kind", value_set: ["bus", "car"] };
  const pair = { column_A: "fare", column_B: "tip" };
  const told = [
    { type: "expect_column_values_to_be_between", kwargs: { ...fares, strict_max: true } },
    { type: "expect_column_values_to_not_be_null", kwargs: { column: "fare" } },
    { type: "expect_column_values_to_be_null", kwargs: { column: "tip" } },
    { type: "expect_column_values_to_be_in_set", kwargs: kinds },
    { type: "expect_column_values_to_not_be_in_set", kwargs: kinds },
    { type: "expect_column_value_lengths_to_be_between", kwargs: { column: "kind", min_value: 1, max_value: 3 } },
    { type: "expect_column_value_lengths_to_equal", kwargs: { column: "kind", value: 4 } },
    { type: "expect_column_values_to_match_regex", kwargs: { column: "kind", regex: "^(?P<first>[bc])" } },
    { type: "expect_column_values_to_not_match_regex", kwargs: { column: "kind", regex: "r$" } },
    { type: "expect_column_values_to_match_like_pattern", kwargs: { column: "kind", like_pattern: "%s_%" } },
    { type: "expect_column_pair_values_to_be_equal", kwargs: pair },
    { type: "expect_column_pair_values_to_be_equal", kwargs: { ...pair, ignore_row_if: "neither" } },
    { type: "expect_column_pair_values_a_to_be_greater_than_b", kwargs: { ...pair, or_equal: true } },
    {
      type: "expect_column_pair_values_a_to_be_greater_than_b",
      kwargs: { ...pair, ignore_row_if: "either_value_is_missing" },
    },
  ];

  it.each(told)("fail for just the rows that $type finds unexpected", (expectation) => {
    const { rules, notExpressed } = rulesFromSuite({ name: "s", expectations: [expectation] });
    expect(notExpressed).toEqual([]);
    const [rule] = contract("trips", shape, { rules }).rules;
    if (rule === undefined) throw new Error("no rule");
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const types = { fare: "number", tip: "number", kind: "text" } as const;
        const { result, exception_info } = evaluateExpectation(rows, expectation, { resultFormat: "COMPLETE", types });
        expect(exception_info.raised_exception).toBe(false);
        const holds = compileColumns(rule.node)(batchFromRows(columns, rows));
        const failing = rows.flatMap((_, at) => (truthAt(holds, at) === false ? [at] : []));
        expect(failing).toEqual(result.unexpected_index_list);
      }),
      { numRuns: 60 },
    );
  });

  it("leave out, with why, what is no rule of single rows; a share of missing values is an option of the contract", () => {
    const { rules, missing, notExpressed } = rulesFromSuite({
      name: "s",
      expectations: [
        { type: "expect_column_values_to_not_be_null", kwargs: { column: "tip", mostly: 0.75 } },
        { type: "expect_column_mean_to_be_between", kwargs: { column: "fare", min_value: 0 } },
        { type: "expect_column_values_to_be_between", kwargs: { ...fares, mostly: 0.9 } },
        {
          type: "expect_column_values_to_be_between",
          kwargs: { ...fares, row_condition: "tip > 0", condition_parser: "pandas" },
        },
        { type: "expect_column_to_exist", kwargs: { column: "fare" } },
      ],
    });
    expect(missing).toEqual({ tip: 0.25 });
    expect(notExpressed).toEqual([
      { what: "fare mean to be between", why: "it is no expectation of single rows, or not known" },
      { what: "fare values to be between", why: "a rule holds for every row, not for mostly" },
      { what: "fare values to be between", why: "a rule has no row_condition" },
    ]);
    expect(contract("trips", shape, { rules, missing }).missing).toEqual({ tip: 0.25 });
  });

  it("leave out a pattern that has no counterpart", () => {
    const kwargs = { column: "kind", regex: "(?>b)us" };
    const { notExpressed } = rulesFromSuite({
      name: "s",
      expectations: [{ type: "expect_column_values_to_match_regex", kwargs }],
    });
    expect(notExpressed).toEqual([
      { what: "kind values to match regex", why: expect.stringContaining("its pattern cannot be read") },
    ]);
  });

  it("are refused by a contract that lacks a column, or has it of another type", () => {
    const rulesOf = (kwargs: object) =>
      rulesFromSuite({
        name: "s",
        expectations: [{ type: "expect_column_values_to_be_between", kwargs: { ...kwargs } }],
      }).rules;
    expect(() => contract("trips", shape, { rules: rulesOf({ column: "gone", min_value: 1 }) })).toThrow(
      "a contract with the column gone of suite s",
    );
    expect(() => contract("trips", shape, { rules: rulesOf({ column: "kind", min_value: 1 }) })).toThrow(
      "a column that the value 1 can be compared with",
    );
  });
});

describe("the suite of a contract", () => {
  it("says its columns, limits and rules, and lists what a suite cannot say", () => {
    const all = contract(
      "trips",
      z.object({
        ...shape.shape,
        seats: z.int().multipleOf(2).positive(),
        code: z.string().regex(/^\p{Lu}$/u),
        at: z.date(),
      }),
      {
        missing: { tip: 0.5 },
        rules: (of) => ({
          "a tip is no fare": of.tip.below(of.fare),
          "known or free": of.fare.isMissing().or(of.fare.equals(0)),
          "some of both": of.tip.above(3).or(of.fare.above(3)),
        }),
        labels: { tip: { knownAt: (of) => of.at } },
      },
    );
    const { suite, notExpressed } = suiteFromContract(all);
    const said = suite.expectations.map(({ type, kwargs }) => [type.replace("expect_column_", ""), kwargs]);
    expect(said).toContainEqual(["values_to_not_be_null", { column: "tip", mostly: 0.5 }]);
    expect(said).toContainEqual(["values_to_be_between", { column: "seats", min_value: 0, strict_min: true }]);
    expect(said).toContainEqual([
      "pair_values_a_to_be_greater_than_b",
      { column_A: "fare", column_B: "tip", ignore_row_if: "either_value_is_missing" },
    ]);
    expect(said).toContainEqual(["values_to_be_in_set", { column: "fare", value_set: [0] }]);
    expect(notExpressed.map(({ what }) => what)).toEqual([
      "column seats, multiple-of",
      "column code, matches",
      "rule some of both",
      "label tip",
    ]);
    expect(readSuite(JSON.stringify(suite)).expectations).toHaveLength(suite.expectations.length);
  });

  it("asks for a value only where the schema does, whatever code is in it", () => {
    const code = contract("trips", z.object({ kind: z.string().default("bus"), at: z.preprocess(String, z.string()) }));
    const { suite } = suiteFromContract(code);
    expect(suite.expectations.filter(({ type }) => type.endsWith("not_be_null"))).toEqual([]);
  });

  const patterns = [/a$|b/u, /^a.c/u, /^\s/u, /\d$/u, /[^\S\n]b/u, /^\w\b/u, /(?<x>a)\k<x>/u, /^b$/iu];
  it.each(patterns)("finds by Python's words for %s just the texts that the contract finds wrong", (pattern) => {
    const letters = fc.constantFrom("a", "b", "B", "c", "1", "\u0663", " ", "\n", "\r", "\u2028", "\ufeff", "\u00e9");
    const { suite } = suiteFromContract(contract("trips", z.object({ kind: z.string().regex(pattern) })));
    const told = suite.expectations.find(({ type }) => type.endsWith("match_regex"));
    if (told === undefined) throw new Error("no expectation");
    fc.assert(
      fc.property(fc.array(fc.string({ unit: letters, maxLength: 4 }), { minLength: 1, maxLength: 9 }), (texts) => {
        const { result } = evaluateExpectation({ kind: texts }, told, { resultFormat: "COMPLETE" });
        expect(result.unexpected_index_list ?? []).toEqual(
          texts.flatMap((text, at) => (pattern.test(text) ? [] : [at])),
        );
      }),
    );
  });

  it("says of a pattern where Python's still differs, and leaves out a rule that does", () => {
    const { notExpressed } = suiteFromContract(
      contract("trips", z.object({ kind: z.string().regex(/^[^a]$/) }), {
        rules: (of) => ({ "no a": of.kind.matches(/^[^a]$/) }),
      }),
    );
    expect(notExpressed.map(({ what }) => what)).toEqual(["column kind, matches", "rule no a"]);
  });
});

function truthAt(column: unknown, at: number): unknown {
  const { values, validity } = column as { readonly values: ArrayLike<number>; readonly validity?: Uint8Array };
  if (validity !== undefined && ((validity[at >> 3] ?? 0) & (1 << (at & 7))) === 0) return null;
  return values[at] === 1;
}
