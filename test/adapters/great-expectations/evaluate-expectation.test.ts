import { InvalidArgumentError } from "golden-pipeline";
import { type ExpectationTable, evaluateExpectation } from "golden-pipeline/adapters/great-expectations";
import { batchFromRows } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";

const rows = [{ fare: 1 }, { fare: 20 }, { fare: null }, { fare: 20 }, { fare: 30 }];
const fares = { type: "expect_column_values_to_be_between", kwargs: { column: "fare", max_value: 10 } };

describe("an expectation of values", () => {
  it("tells as much as its result format says", () => {
    // As Great Expectations 1.12.3 gives them for the same frame.
    const basic = {
      element_count: 5,
      unexpected_count: 3,
      unexpected_percent: 75,
      partial_unexpected_list: [20, 20, 30],
      missing_count: 1,
      missing_percent: 20,
      unexpected_percent_total: 60,
      unexpected_percent_nonmissing: 75,
    };
    const counts = [
      { value: 20, count: 2 },
      { value: 30, count: 1 },
    ];
    const summary = { ...basic, partial_unexpected_counts: counts, partial_unexpected_index_list: [1, 3, 4] };
    const complete = {
      ...summary,
      unexpected_list: [20, 20, 30],
      unexpected_index_list: [1, 3, 4],
      unexpected_index_query: "df.filter(items=[1, 3, 4], axis=0)",
    };
    const resultOf = (resultFormat: "BOOLEAN_ONLY" | "BASIC" | "SUMMARY" | "COMPLETE") =>
      evaluateExpectation(rows, fares, { resultFormat }).result;
    expect(resultOf("BOOLEAN_ONLY")).toEqual({});
    expect(resultOf("BASIC")).toEqual(basic);
    expect(resultOf("SUMMARY")).toEqual(summary);
    expect(resultOf("COMPLETE")).toEqual(complete);
    expect(evaluateExpectation(rows, fares).result).toEqual(summary);
  });

  it("hides values, names rows by columns and ends lists where it is told to", () => {
    const named = rows.map((row, at) => ({ ...row, id: `r${at}` }));
    const { result } = evaluateExpectation(named, fares, {
      resultFormat: {
        result_format: "COMPLETE",
        partial_unexpected_count: 1,
        unexpected_index_column_names: ["id"],
        return_unexpected_index_query: false,
      },
    });
    expect(result.unexpected_index_list).toEqual([
      { fare: 20, id: "r1" },
      { fare: 20, id: "r3" },
      { fare: 30, id: "r4" },
    ]);
    expect(result.partial_unexpected_list).toEqual([20]);
    expect(result).not.toHaveProperty("unexpected_index_query");
    const hidden = evaluateExpectation(rows, fares, {
      resultFormat: { result_format: "COMPLETE", exclude_unexpected_values: true },
    }).result;
    expect(JSON.stringify(hidden)).not.toMatch(/"unexpected_list"|partial_unexpected_list|partial_unexpected_counts/);
    const many = Array.from({ length: 300 }, () => ({ fare: 99 }));
    const listOf = (options: object) =>
      evaluateExpectation(many, fares, { resultFormat: "COMPLETE", ...options }).result.unexpected_list;
    expect(listOf({})).toHaveLength(200);
    expect(listOf({ maximumValues: Number.POSITIVE_INFINITY })).toHaveLength(300);
  });

  it("is the same over rows, lists by column and a batch", () => {
    const batch = batchFromRows([{ name: "fare", type: "number" }], rows);
    const found = [rows, { fare: rows.map(({ fare }) => fare) }, batch].map(
      (data) => evaluateExpectation(data, fares, { resultFormat: "COMPLETE" }).result,
    );
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  it("is met by `mostly` of the values that are there, and by no values", () => {
    const met = (data: ExpectationTable, mostly: number) =>
      evaluateExpectation(data, { ...fares, kwargs: { ...fares.kwargs, mostly } }).success;
    expect([met(rows, 0.25), met(rows, 0.26), met({ fare: [] }, 1), met([{ fare: null }], 1)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it.each([
    ["fare > 1 & fare != 30", [1, 3]],
    ["~(fare == 20)", [4]],
    ["fare.notnull() and 1 < fare <= 20", [1, 3]],
    ["fare in [30, 1] or fare.isnull()", [4]],
    ['col("fare") >= 30', [4]],
  ])("leaves out the rows of which %s does not hold, and keeps their positions", (condition, expected) => {
    const kwargs = { ...fares.kwargs, row_condition: condition, condition_parser: "pandas" };
    const { result, exception_info } = evaluateExpectation(rows, { ...fares, kwargs }, { resultFormat: "COMPLETE" });
    expect(exception_info.exception_message).toBeNull();
    expect(result.unexpected_index_list).toEqual(expected);
  });

  it("takes a row condition as the object that 1.9 and later write", () => {
    const row_condition = { type: "comparison", column: { name: "fare" }, operator: "==", parameter: 30 };
    const { result } = evaluateExpectation(
      rows,
      { ...fares, kwargs: { ...fares.kwargs, row_condition } },
      { resultFormat: "COMPLETE" },
    );
    expect(result.unexpected_index_list).toEqual([4]);
  });
});

describe("what cannot be evaluated", () => {
  it.each([
    [{ column: "gone", max_value: 1 }, "KeyError"],
    [{ column: "fare" }, "min_value and max_value cannot both be None"],
    [{ column: "fare", max_value: 1, mostly: 2 }, "less than or equal to 1"],
    [{ column: "fare", max_value: 1, mostli: 1 }, "extra fields not permitted"],
    [{ max_value: 1 }, "field required"],
    [{ column: "fare", max_value: { $PARAMETER: "limit" } }, "suite parameter limit"],
    [{ column: "fare", max_value: 1, row_condition: "fare >", condition_parser: "pandas" }, "row condition"],
  ])("is not met, and says why: %j", (kwargs, message) => {
    const { success, result, exception_info } = evaluateExpectation(rows, { type: fares.type, kwargs });
    expect([success, result, exception_info.raised_exception]).toEqual([false, {}, true]);
    expect(exception_info.exception_message).toContain(message);
  });

  it("throws for what the caller gets wrong: an unknown type, data that is none, columns of different lengths", () => {
    expect(() => evaluateExpectation(rows, { type: "expect_luck" })).toThrow(InvalidArgumentError);
    expect(() => evaluateExpectation(5 as never, fares)).toThrow("data as a batch, a list of rows, or lists by column");
    expect(() => evaluateExpectation({ a: [1], b: [] }, fares)).toThrow("columns of 1 values each");
  });
});
