import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { StandardSchema } from "../../../src/core/index.js";
import { schemaCheck } from "../../../src/scorers/structure/index.js";

const order = z.object({ items: z.array(z.object({ price: z.number() })) });
const fence = "```";

describe("schemaCheck", () => {
  it("accepts values of the schema, and texts that hold one", () => {
    const check = schemaCheck(order);
    const valid = { score: 1, rule: "valid", reason: undefined };
    expect(check({ items: [{ price: 1 }] })).toEqual(valid);
    expect(check('{"items": []}')).toEqual(valid);
    expect(check(`Sure:\n${fence}json\n{"items": []}\n${fence}`)).toEqual(valid);
  });

  it("says where a value goes wrong", () => {
    const found = schemaCheck(order)({ items: [{ price: 1 }, { price: "2" }] });
    expect(found).toMatchObject({ score: 0, rule: "invalid" });
    expect(found.reason).toMatch(/^items\.1\.price: .*number/);
    expect(schemaCheck(order)("7")).toMatchObject({ score: 0, rule: "invalid" });
  });

  it("shows the first ten issues and counts the rest", () => {
    const { reason } = schemaCheck(z.array(z.number()))(new Array(12).fill("x"));
    expect(reason?.split("; ")).toHaveLength(10);
    expect(reason).toMatch(/ \(and 2 more\)$/);
  });

  it("tells texts that are no JSON from JSON of the wrong form", () => {
    expect(schemaCheck(order)("no idea")).toEqual({ score: 0, rule: "not-json", reason: "The output is not JSON" });
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    expect(schemaCheck(order)(deep)).toMatchObject({ score: 0, rule: "invalid" });
  });

  it("refuses what is no Standard Schema, and schemas that take their time", () => {
    const none: unknown = {};
    expect(() => schemaCheck(none as StandardSchema<unknown, unknown>)).toThrow("a Standard Schema");
    const slow = schemaCheck(z.string().refine(async () => false));
    expect(() => slow('"x"')).toThrow("a schema that validates synchronously");
  });
});
