import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readReply } from "../../../src/judge/prompt/read-reply.js";

describe("readReply", () => {
  it("reads JSON alone or in one code fence", () => {
    for (const text of ['{"a":1}', ' \n{"a":1}\n', '```json\n{"a":1}\n```', '```\n{"a":1}```'])
      expect(readReply(text)).toEqual({ value: { a: 1 } });
  });

  it("passes over what a model thinks before it answers, and only there", () => {
    for (const head of ['<think>\nIs it {"a":2}?\n</think>\n\n', "<thinking></thinking>", " <reasoning>x</reasoning> "])
      expect(readReply(`${head}{"a":1}`)).toEqual({ value: { a: 1 } });
    for (const text of ['<think>{"a":1}', '{"a":1}<think>no</think>', 'So: <think></think>{"a":1}'])
      expect(readReply(text)).toEqual({ problem: "the reply is not JSON" });
  });

  it("does not look for JSON inside prose, where it may be a quotation of the judged text", () => {
    for (const text of ['Sure: {"a":1}', '{"a":1} {"a":2}', 'The answer says {"a":1}', "", "NaN", '{"a":1,}'])
      expect(readReply(text)).toEqual({ problem: "the reply is not JSON" });
  });

  it("refuses a name that stands twice in one object, however it is written", () => {
    for (const text of ['{"a":1,"a":2}', '{"b":{"a":1,"\\u0061":2}}', '[{"a":{"a":1},"a":0}]'])
      expect(readReply(text)).toEqual({ problem: "a name stands twice in the reply" });
    expect(readReply('{"a":{"a":"\\"a\\":"},"b":[{"a":1},{"a":1}]}')).toHaveProperty("value");
  });

  it("reads every JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(readReply(text)).toEqual({ value: JSON.parse(text) });
      }),
    );
  });

  it("does not read without end", () => {
    expect(readReply("[".repeat(200_001))).toHaveProperty("problem");
    expect(readReply("[".repeat(200_000))).toHaveProperty("problem");
    expect(readReply("[".repeat(100_000) + "]".repeat(100_000))).toBeDefined();
  });
});
