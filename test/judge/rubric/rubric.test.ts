import { describe, expect, expectTypeOf, it } from "vitest";
import { type Rubric, rubric } from "../../../src/judge/index.js";
import { parseRubricAnswer } from "../../../src/judge/rubric/rubric-answer.js";
import { rubricJsonSchema } from "../../../src/judge/rubric/rubric-json-schema.js";

const quality = rubric("quality", {
  criteria: {
    accuracy: { question: "Are the facts right?", weight: 3, levels: { 1: "wrong", 3: "partly", 5: "right" } },
    tone: { question: "Is it kind?", levels: { 0: "no", 1: "yes" } },
  },
});
const reply = (accuracy: unknown, tone: unknown = { reason: "kind", level: 1 }): string =>
  JSON.stringify({ accuracy, tone });
const problemOf = (text: string): string | undefined => {
  const parsed = parseRubricAnswer(quality, text);
  return "problem" in parsed ? parsed.problem : undefined;
};

describe("rubric", () => {
  it("knows the names of its criteria and has a fingerprint of every word", () => {
    expectTypeOf(quality).toEqualTypeOf<Rubric<"accuracy" | "tone">>();
    const other = rubric("quality", { criteria: { tone: { question: "Is it kind?", levels: { 0: "no", 1: "Yes" } } } });
    const same = rubric("quality", {
      criteria: { tone: { question: "Is it kind?", weight: 1, levels: { 1: "Yes", 0: "no" } } },
    });
    expect(other.fingerprint).toBe(same.fingerprint);
    expect(other.fingerprint).not.toBe(quality.fingerprint);
  });

  it("refuses what cannot be judged by", () => {
    const make =
      (criterion: object, name = "tone") =>
      () =>
        rubric("quality", {
          criteria: { [name]: { question: "Is it kind?", levels: { 0: "no", 1: "yes" }, ...criterion } },
        });
    expect(make({ levels: { 1: "yes" } })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [rubric quality] Expected \`tone.levels\` to be at least two levels, got an object with keys 1]`,
    );
    expect(make({ levels: { 1: "yes", 2: " " } })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [rubric quality] Expected level 2 of \`tone\` to say what it means, got " " (string)]`,
    );
    expect(make({ weight: 0 })).toThrow(/`tone.weight`/);
    expect(make({ question: "" })).toThrow(/`tone.question`/);
    expect(make({}, "is it kind?")).toThrow(/names of criteria/);
    expect(() => rubric("quality", { criteria: {} })).toThrow(/at least one criterion/);
  });
});

describe("parseRubricAnswer", () => {
  it("reads reasons and levels", () => {
    const parsed = parseRubricAnswer(quality, reply({ reason: "two of three", level: 3 }));
    expect("judgements" in parsed && [...parsed.judgements]).toEqual([
      ["accuracy", { reason: "two of three", level: 3 }],
      ["tone", { reason: "kind", level: 1 }],
    ]);
  });

  it.each([
    ["a level out of range", reply({ reason: "superb", level: 10 })],
    ["a level between the anchored ones", reply({ reason: "so so", level: 4 })],
    ["a level as text", reply({ reason: "so so", level: "5" })],
    ["a level before its reason", reply({ level: 5, reason: "superb" })],
    ["no reason", reply({ level: 5 })],
    ["an empty reason", reply({ reason: " ", level: 5 })],
    ["one criterion too few", JSON.stringify({ tone: { reason: "kind", level: 1 } })],
    [
      "one too many",
      JSON.stringify({ ...JSON.parse(reply({ reason: "a", level: 5 })), overall: { reason: "b", level: 5 } }),
    ],
    ["a field too many", reply({ reason: "a", level: 5, bonus: 10 })],
    ["a bare level", reply(5)],
    ["null", reply(null)],
    ["a list", "[]"],
    ["a number", "5"],
    ["prose", "I give it a 5."],
    ["nothing", ""],
    ["a polluting name", '{"__proto__":{"accuracy":{"reason":"a","level":5},"tone":{"reason":"a","level":1}}}'],
    ["a level twice", '{"accuracy":{"reason":"a","level":1,"level":5},"tone":{"reason":"kind","level":1}}'],
  ])("takes %s for no judgement", (_, text) => {
    expect(problemOf(text)).toEqual(expect.any(String));
  });

  it("says what is wrong", () => {
    expect(problemOf(reply({ reason: "superb", level: 10 }))).toBe("accuracy: there is no level 10");
  });
});

describe("rubricJsonSchema", () => {
  it("asks for the reason before the level and allows the anchored levels only", () => {
    expect(JSON.stringify(rubricJsonSchema(quality))).toBe(
      JSON.stringify({
        type: "object",
        properties: {
          accuracy: {
            type: "object",
            properties: { reason: { type: "string" }, level: { type: "number", enum: [1, 3, 5] } },
            required: ["reason", "level"],
            additionalProperties: false,
          },
          tone: {
            type: "object",
            properties: { reason: { type: "string" }, level: { type: "number", enum: [0, 1] } },
            required: ["reason", "level"],
            additionalProperties: false,
          },
        },
        required: ["accuracy", "tone"],
        additionalProperties: false,
      }),
    );
  });
});
