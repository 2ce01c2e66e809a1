import { readFileSync } from "node:fs";
import { nannymlDrift } from "golden-pipeline/adapters/nannyml";
import { describe, expect, it } from "vitest";
import { type Answer, differences } from "./compare-answers.js";
import { questions } from "./questions.js";

const answers: readonly Answer[] = JSON.parse(
  readFileSync(new URL("../../fixtures/nannyml/golden.json", import.meta.url), "utf8"),
).answers;

it.each(questions())("gives NannyML's values, limits and alerts of $name", (question) => {
  const answer = answers.find(({ name }) => name === question.name);
  expect(answer && differences(question, answer)).toEqual([]);
});

describe("what cannot be compared", () => {
  const rows = (values: readonly unknown[]) => values.map((a) => ({ a }));
  const ten = rows([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  it.each([
    ["fewer rows than chunks", ten, rows([1]), {}, /at least 10 rows/],
    ["a column without a value", rows(Array(10).fill(null)), ten, {}, /values in column a of the reference/],
    ["a method of another type", ten, ten, { continuousMethods: ["chi2"] }, /a method for a number in column a/],
    ["a method that is not known", ten, ten, { continuousMethods: ["ks"] }, /continuousMethods/],
    ["words among numbers", ten, rows(["x", ...Array(9).fill(1)]), {}, /finite numbers in column a/],
    ["a threshold that is not known", ten, ten, { thresholds: { hellinger: { most: 1 } } }, /most/],
  ])("is refused: %s", (_, reference, analysis, options, message) => {
    expect(() => nannymlDrift(reference, analysis, options as object)).toThrow(message);
  });

  it("is a chunk without a value: null, and no alert", () => {
    const [found] = nannymlDrift(ten, rows([...Array(5).fill(null), 1, 2, 3, 4, 5]), { chunks: { size: 5 } });
    expect(found?.analysis[0]).toEqual({ key: "[0:4]", value: null, alert: false });
  });
});
