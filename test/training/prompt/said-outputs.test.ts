import { outputAt } from "golden-pipeline/model";
import { describe, expect, it } from "vitest";
import { type SaidRow, saidOutput, saidOutputs } from "../../../src/training/prompt/said-outputs.js";

const late: SaidRow = { kind: "timeout", reason: "too late" };
const all = (task: "text" | "json" | "number" | "vector", rows: readonly SaidRow[]) => {
  const outputs = saidOutputs("test", { task }, rows);
  return {
    values: rows.map((_, row) => outputAt(outputs, row)),
    unanswered: outputs.unanswered?.map(({ row, kind, reason }) => [row, kind, reason]),
  };
};

describe("what was said of rows, some of which were not answered", () => {
  it("stays at its place, for texts, JSON and numbers alike", () => {
    const unanswered = [[0, "timeout", "too late"]];
    expect(all("text", [late, { said: "a" }, { said: "b" }])).toEqual({ values: [null, "a", "b"], unanswered });
    expect(all("json", [late, { said: { a: 1 } }])).toEqual({ values: [null, { a: 1 }], unanswered });
    expect(all("number", [late, { said: 1 }, { said: 2 }])).toEqual({ values: [null, 1, 2], unanswered });
    expect(all("vector", [late, { said: [1, 2] }])).toEqual({ values: [null, [1, 2]], unanswered });
  });

  it("cannot be read as a vector of another length than most", () => {
    const vectors = [{ said: [1] }, { said: [1, 2] }, late, { said: [3, 4] }];
    expect(all("vector", vectors)).toEqual({
      values: [null, [1, 2], null, [3, 4]],
      unanswered: [
        [0, "unreadable", "1 numbers, where most rows have 2"],
        [2, "timeout", "too late"],
      ],
    });
  });

  it("is no output where it is infinite, not a number, or nothing", () => {
    expect(() => saidOutput("test", { task: "number" }, Number.POSITIVE_INFINITY)).toThrow("says a number");
    expect(() => saidOutput("test", { task: "vector" }, [1, Number.NaN])).toThrow("says numbers");
    expect(() => saidOutput("test", { task: "json" }, null)).toThrow("says JSON that is not null");
    expect(() => saidOutput("test", { task: "binary" }, 1.5)).toThrow("a probability from 0 to 1");
    expect(saidOutput("test", { task: "binary" }, true)).toBe(1);
  });
});
