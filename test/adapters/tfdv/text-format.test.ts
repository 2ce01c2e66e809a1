import fc from "fast-check";
import { readSchema, writeSchema } from "golden-pipeline/adapters/tfdv";
import { describe, expect, it } from "vitest";

describe("a schema in text format", () => {
  it("is read in all the ways that Protobuf allows", () => {
    const schema = readSchema(`
      # comments are not kept
      feature { name: "pay" "ment" type: BYTES domain: 'kinds' presence { min_fraction: 1.0; min_count: 0x1 } }
      feature < name: "fare", type: 3 float_domain: { min: -.5f max: inf } lifecycle_stage: VALIDATION_DERIVED >
      string_domain { name: "kinds" value: ["caf\\303\\251", "\\u00e9", "a\\n\\x41"] value: "tab\\t'" }
      default_environment: "TRAINING"`);
    expect(schema).toEqual({
      feature: [
        { name: "payment", type: "BYTES", domain: "kinds", presence: { min_fraction: 1, min_count: 1 } },
        {
          name: "fare",
          type: "FLOAT",
          float_domain: { min: -0.5, max: Number.POSITIVE_INFINITY },
          lifecycle_stage: "VALIDATION_DERIVED",
        },
      ],
      string_domain: [{ name: "kinds", value: ["café", "é", "a\nA", "tab\t'"] }],
      default_environment: ["TRAINING"],
    });
  });

  it("is written a field a line, in the order of the fields' numbers, with limits as people wrote them", () => {
    const text = writeSchema({
      feature: [
        {
          presence: { min_fraction: 1 },
          name: 'q"',
          float_domain: { min: Math.fround(0.1) },
          type: "FLOAT",
          int_domain: undefined,
        },
      ] as never,
    });
    expect(text).toBe(
      'feature {\n  name: "q\\""\n  type: FLOAT\n  float_domain {\n    min: 0.1\n  }\n  presence {\n    min_fraction: 1.0\n  }\n}\n',
    );
  });

  it.each([
    ["feature { nam: 1 }", "1:11"],
    ["feature {\n  name: a }", "2:9"],
    ['feature { name: "a" name: "b" }', "name once"],
    ["feature { int_domain {} float_domain {} }", "either int_domain or float_domain"],
    ["feature { int_domain { min: 1.5 } }", "min as an int64"],
    ["feature { int_domain { min: 9223372036854775808 } }", "min as an int64"],
    ["feature { type: NUMBER }", "type to be one of TYPE_UNKNOWN, BYTES, INT, FLOAT, STRUCT"],
    ["feature { lifecycle_stage: 8 }", "lifecycle_stage to be one of"],
    ["feature { deprecated: maybe }", "deprecated to be true or false"],
    ['feature { name: "\\377" }', "name as UTF-8"],
    ['feature { name: "\\q" }', "an escape that Protobuf knows"],
    ["feature { float_domain { min: x } }", "min as a number"],
    ["feature { name", "a colon after name"],
    ["feature", "{ of feature"],
    ['feature { in_environment: ["a" "b" 3] }', "a comma or ]"],
    ["feature { ? }", "a name, a value or a bracket"],
    ["feature { struct_domain { ".repeat(70), "at most 64 messages in one another"],
  ])("that is none is refused with its place: %s", (text, message) => {
    expect(() => readSchema(text)).toThrow(message);
  });

  it("does not write what schema.proto does not know", () => {
    expect(() => writeSchema({ features: [] })).toThrow("a field of Schema, one of feature, ");
  });

  it("keeps the sign of a zero", () => {
    const schema = { feature: [{ name: "fare", float_domain: { min: -0 } }] };
    expect(readSchema(writeSchema(schema))).toEqual(schema);
  });

  it("is the same after it was written and read", () => {
    const float = fc.float().map((value) => (Number.isNaN(value) ? 0 : value));
    const feature = fc.record(
      {
        name: fc.string({ unit: "grapheme" }),
        type: fc.constantFrom("BYTES" as const, "INT" as const, "FLOAT" as const),
        presence: fc.record({ min_fraction: fc.double({ noNaN: true }), min_count: fc.maxSafeInteger() }),
        int_domain: fc.record({ min: fc.bigInt({ min: -(2n ** 63n), max: -(2n ** 60n) }), max: fc.maxSafeInteger() }),
        in_environment: fc.array(fc.string({ unit: "binary" }), { minLength: 1 }),
      },
      { requiredKeys: ["name"] },
    );
    const limited = fc.record({
      name: fc.string(),
      float_domain: fc.record({ min: float, disallow_nan: fc.boolean() }),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(feature, limited), { minLength: 1 }), (features) => {
        const schema = { feature: features };
        expect(readSchema(writeSchema(schema))).toEqual(schema);
      }),
    );
  });
});
