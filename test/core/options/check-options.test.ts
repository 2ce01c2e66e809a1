import { describe, expect, it } from "vitest";
import { checkOptions, option } from "../../../src/core/house.js";

interface Options {
  readonly alpha?: number;
  readonly folds?: number;
  readonly name: string;
  readonly scale?: "linear" | "log";
}

const rules = {
  alpha: option.level,
  folds: option.wholeNumber({ minimum: 2, maximum: 100 }),
  name: option.required(option.text),
  scale: option.oneOf("linear", "log"),
};

function check(options: object): string {
  try {
    checkOptions<Options>("fold", options as Options, rules);
    return "ok";
  } catch (error) {
    return String(error);
  }
}

describe("checkOptions", () => {
  it("lets pass what keeps the rules, and options that are undefined as not given", () => {
    expect([
      check({ name: "a" }),
      check({ name: "a", alpha: 0.05, folds: 2, scale: "log" }),
      check({ name: "a", alpha: undefined, other: undefined }),
    ]).toEqual(["ok", "ok", "ok"]);
  });

  it("names the option, what it has to be and what it is", () => {
    expect([
      check({ name: "a", alpha: Number.NaN }),
      check({ name: "a", folds: 1 }),
      check({ name: "a", folds: 2.5 }),
      check({ name: "a", scale: "cubic" }),
      check({ alpha: 0.05 }),
      check([]),
    ]).toMatchInlineSnapshot(`
      [
        "InvalidArgumentError: [golden-pipeline] [fold] Expected \`alpha\` to be a number between 0 and 1, neither of them, got NaN (number)",
        "InvalidArgumentError: [golden-pipeline] [fold] Expected \`folds\` to be a whole number of at least 2 and of at most 100, got 1 (number)",
        "InvalidArgumentError: [golden-pipeline] [fold] Expected \`folds\` to be a whole number of at least 2 and of at most 100, got 2.5 (number)",
        "InvalidArgumentError: [golden-pipeline] [fold] Expected \`scale\` to be one of \`linear\`, \`log\`, got "cubic" (string)",
        "InvalidArgumentError: [golden-pipeline] [fold] Expected \`name\` to be text that is not empty, got undefined",
        "InvalidArgumentError: [golden-pipeline] [fold] Expected options as an object, got []",
      ]
    `);
  });

  it("refuses names that are no options, and says which there are", () => {
    expect([check({ name: "a", aplha: 0.05 }), check({ name: "a", constructor: 1 })]).toMatchInlineSnapshot(`
      [
        "InvalidArgumentError: [golden-pipeline] [fold] Expected only the options \`alpha\`, \`folds\`, \`name\` and \`scale\`, got { aplha: 0.05 }. Did you mean \`alpha\`?",
        "InvalidArgumentError: [golden-pipeline] [fold] Expected only the options \`alpha\`, \`folds\`, \`name\` and \`scale\`, got { constructor: 1 }",
      ]
    `);
  });

  it.each([
    ["share", option.share, [0, 1, 0.5], [-0.1, 1.1, Number.NaN, "0.5", null]],
    ["level", option.level, [0.05], [0, 1, Number.NaN, Number.POSITIVE_INFINITY]],
    ["count", option.count, [1, 1e6], [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "1"]],
    ["number", option.number(), [0, -1.5], [Number.NaN, Number.NEGATIVE_INFINITY, "1"]],
    ["infinite number", option.number({ above: 0, infinite: true }), [Number.POSITIVE_INFINITY, 1], [Number.NaN, 0]],
    ["list", option.listOf(option.text), [[], ["a"]], [["a", ""], "a", {}]],
    ["either", option.either(option.flag, option.count), [true, 3], [0, "true"]],
    ["object", option.noun, [{}, new Map()], [null, [], "a", undefined]],
    ["function", option.callback, [() => 1], ["a", {}]],
  ])("knows what a %s is", (_, rule, right, wrong) => {
    expect(right.map((value: unknown) => rule.holds(value))).toEqual(right.map(() => true));
    expect(wrong.map((value: unknown) => rule.holds(value))).toEqual(wrong.map(() => false));
  });
});
