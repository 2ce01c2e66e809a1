import { expect, it } from "vitest";
import { evaluateParameter } from "../../../../src/adapters/great-expectations/parameters/evaluate-parameter.js";

const scope = { parameters: { least: 3, "my limit": 4 }, now: new Date("2026-01-08T00:00:00Z") };

it.each([
  ["least", 3],
  ["my limit", 4],
  ["2 * (least + 1) - 1 / 2", 7.5],
  ["-least", -3],
  ["now()", new Date("2026-01-08T00:00:00Z")],
  ["now() - timedelta(weeks=1)", new Date("2026-01-01T00:00:00Z")],
  ["datetime(2003, 1, 1) + timedelta(days=1, hours=2*3)", new Date("2003-01-02T06:00:00Z")],
])("the parameter %s is %s", (text, value) => {
  expect(evaluateParameter(text, scope)).toEqual(value);
});

it.each(["most", "least +", "now() * 2", "timedelta(days=1)", "open('x')"])("the parameter %s is refused", (text) => {
  expect(() => evaluateParameter(text, scope)).toThrow("suite parameter");
});
