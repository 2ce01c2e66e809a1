import { createRandom } from "golden-pipeline";
import { type JsonSchema, jsonSchemaFromContract, schemaFromJsonSchema } from "golden-pipeline/adapters/pydantic";
import { type Contract, contract } from "golden-pipeline/schema";
import { checkRows } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type AnyRow, randomContract, randomValue } from "../pandera/random-contract.js";

async function again(schema: JsonSchema): Promise<Contract<AnyRow>> {
  const { name, schema: read } = await schemaFromJsonSchema<AnyRow>(JSON.stringify(schema));
  return contract(name, read);
}

function validOf(of: Contract<AnyRow>, rows: readonly unknown[]): readonly number[] {
  const wrong = new Set(checkRows(of, rows).invalid.map(({ index }) => index));
  return rows.flatMap((_, at) => (wrong.has(at) ? [] : [at]));
}

/** The one property of a schema, and a contract that was read of it. */
async function ofProperty(property: JsonSchema, required = true, definitions: JsonSchema = {}) {
  const schema = {
    $defs: definitions,
    type: "object",
    properties: { x: property },
    ...(required && { required: ["x"] }),
  };
  const read = await schemaFromJsonSchema<AnyRow>(schema);
  return { ...read, contract: contract(read.name, read.schema) };
}

const Part: z.ZodType = z.object({
  weight: z.number().positive(),
  get parts() {
    return z.array(Part).optional();
  },
});

describe("a contract as JSON Schema", () => {
  it("is read as the same contract, and written the same again, whatever its columns", async () => {
    const random = createRandom("pydantic");
    for (let at = 0; at < 150; at++) {
      const made = randomContract(random, `random-${at}`);
      const before = contract(made.contract.name, made.contract.schema);
      const { jsonSchema, notExpressed } = await jsonSchemaFromContract(before);
      const after = await again(jsonSchema);
      expect((await jsonSchemaFromContract(after)).jsonSchema).toEqual(jsonSchema);
      if (notExpressed.length > 0) continue;
      const rows = Array.from({ length: 20 }, () =>
        Object.fromEntries(Object.entries(made.kinds).map(([name, kind]) => [name, randomValue(random, kind)])),
      );
      expect(validOf(after, rows), JSON.stringify(jsonSchema)).toEqual(validOf(before, rows));
    }
  });

  it("says nested values, choices and a schema that holds itself, and is written the same after it was read", async () => {
    const shape = z.strictObject({
      part: Part,
      list: z.array(z.int()).min(1).max(3).nullable(),
      pair: z.tuple([z.string(), z.int()]),
      words: z.record(z.string().regex(/^a/), z.int()),
      either: z.union([z.int(), z.string()]).nullable(),
      kind: z.discriminatedUnion("is", [
        z.object({ is: z.literal("a") }),
        z.strictObject({ is: z.literal("b"), at: z.iso.datetime() }),
      ]),
      mail: z.email(),
      step: z.number().multipleOf(0.5),
      few: z.int().default(3),
      any: z.unknown(),
    });
    const { jsonSchema, notExpressed } = await jsonSchemaFromContract(contract("nested", shape));
    expect(notExpressed).toEqual([]);
    expect((await jsonSchemaFromContract(await again(jsonSchema))).jsonSchema).toEqual(jsonSchema);
    expect(jsonSchema).toMatchObject({
      title: "nested",
      additionalProperties: false,
      required: ["part", "pair", "words", "kind", "mail", "step"],
      properties: {
        mail: { type: "string", format: "email" },
        few: { anyOf: [{ type: "integer" }, { type: "null" }], default: 3 },
        any: { default: null },
      },
    });
  });

  it("lists what it cannot say, each with its place and why", async () => {
    const shape = z.object({
      at: z.date().min(new Date(0)),
      shout: z.string().regex(/a/i),
      look: z.string().regex(/a(?=b)/u),
      number: z.string().transform(Number),
      odd: z.object({
        one: z.int().refine((value) => value % 2 === 1),
        big: z.bigint(),
        trimmed: z.string().trim(),
        read: z.coerce.number(),
      }),
      tip: z.number().nullable(),
    });
    const trips = contract("trips", shape, {
      eventTime: "at",
      missing: { tip: 0.5 },
      labels: { tip: { knownAt: (row) => row.at } },
      rules: (row) => ({ "a tip": row.tip.above(0) }),
    });
    const { notExpressed } = await jsonSchemaFromContract(trips);
    expect(notExpressed.map(({ what }) => what).sort()).toEqual(
      [
        "column at, at-least",
        "column shout, matches",
        "column look, matches",
        "column number",
        "column odd/properties/one",
        "column odd/properties/big",
        "column odd/properties/trimmed",
        "column odd/properties/read",
        "rule a tip",
        "missing tip",
        "label tip",
        "event time at",
      ].sort(),
    );
  });

  it("says of another schema than zod's nothing but that it cannot be read", async () => {
    const schema = {
      "~standard": {
        version: 1 as const,
        vendor: "own",
        validate: (value: unknown) => ({ value: value as { a: number } }),
      },
    };
    const { jsonSchema, notExpressed } = await jsonSchemaFromContract(
      contract("own", schema, { columns: { a: "number" } }),
    );
    expect(jsonSchema.properties).toEqual({ a: { default: null } });
    expect(notExpressed).toEqual([{ what: "column a", why: "what its schema says can be read of a zod object only" }]);
  });
});

describe("a schema that pydantic wrote", () => {
  it.each<readonly [JsonSchema, readonly unknown[], readonly unknown[]]>([
    [{ type: "integer", exclusiveMinimum: 1, maximum: 3 }, [2, 3], [1, 4, 2.5, "2", true]],
    [{ type: "number", minimum: 0, exclusiveMaximum: 2, multipleOf: 0.5 }, [0, 1.5], [2, 0.3, "1"]],
    [{ type: "string", minLength: 1, maxLength: 2, pattern: "^[ab]" }, ["a", "b😀"], ["", "abc", "c", 3]],
    [{ allOf: [{ type: "string" }], title: "X" }, ["a"], [3]],
    [{ type: "string", pattern: "^a", allOf: [{ pattern: "b$" }] }, ["ab"], ["a", "b"]],
    [{ allOf: [{ $ref: "#/$defs/Kind" }], default: "a" }, ["a"], ["c"]],
    [{ $ref: "#/$defs/Kind" }, ["a", "b"], ["c", 1]],
    [{ const: "a", type: "string" }, ["a"], ["b"]],
    [{ enum: [1, "a", null] }, [1, "a", null], [2]],
    [{ type: ["string", "null"] }, ["a", null], [3]],
    [{ type: "string", format: "date-time" }, ["2020-01-01T00:00:00Z", "2020-01-01 05:00"], ["now", 3]],
    [{ type: "array", items: { type: "string", format: "date-time" } }, [["2020-01-01T00:00:00Z"], []], [["now"]]],
    [{ type: "string", format: "date" }, ["2020-02-29"], ["2020-02-30"]],
    [{ type: "string", format: "uuid" }, ["123e4567-e89b-12d3-a456-426614174000"], ["1"]],
    [{ type: "string", format: "email" }, ["ann@example.org"], ["ann"]],
    [{ type: "string", format: "uri" }, ["https://example.org/"], ["a b"]],
    [{ type: "string", format: "ipv4" }, ["127.0.0.1"], ["127.0.0"]],
    [{ type: "string", format: "ipv6" }, ["::1"], ["1"]],
    [{ type: "string", format: "time" }, ["10:00:00"], ["25:00:00"]],
    [{ type: "string", format: "duration" }, ["P1DT2H"], ["1 day"]],
    [{ type: "array", items: { type: "integer" }, minItems: 1, maxItems: 2 }, [[1], [1, 2]], [[], [1, 2, 3], ["a"]]],
    [
      { type: "array", prefixItems: [{ type: "integer" }, { type: "string" }], minItems: 2, maxItems: 2 },
      [[1, "a"]],
      [[1], [1, "a", 2], ["a", 1]],
    ],
    [
      {
        type: "array",
        prefixItems: [{ type: "integer" }, { type: "string" }],
        minItems: 1,
        items: { type: "boolean" },
      },
      [[1], [1, "a", true]],
      [[], [1, "a", 2]],
    ],
    [{ type: "object", additionalProperties: { type: "integer" } }, [{ a: 1 }, {}], [{ a: "b" }, []]],
    [{ type: "object", patternProperties: { "^a": { type: "integer" } } }, [{ ab: 1 }], [{ b: 1 }, { ab: "c" }]],
    [{ type: "object", propertyNames: { maxLength: 1 }, additionalProperties: true }, [{ a: 1 }], [{ ab: 1 }]],
    [
      { properties: { a: { type: "integer" } }, required: ["a"], additionalProperties: false },
      [{ a: 1 }],
      [{}, { a: 1, b: 2 }, { a: null }],
    ],
    [{ type: "object", properties: { a: { type: "integer", default: 3 } } }, [{}, { a: 1, b: 2 }], [{ a: null }]],
    [{ type: "object", properties: { a: {} }, required: ["a"] }, [{ a: null }, { a: 1 }], [{}]],
    [
      { type: "object", properties: { a: { type: "integer" } }, additionalProperties: { type: "string" } },
      [{ b: "c" }],
      [{ b: 1 }],
    ],
    [{ anyOf: [{ type: "integer" }, { type: "array", items: { type: "string" } }] }, [1, ["a"]], ["a", [1]]],
    [
      { oneOf: [{ $ref: "#/$defs/Cat" }, { $ref: "#/$defs/Dog" }], discriminator: { propertyName: "is" } },
      [{ is: "cat", lives: 9 }, { is: "dog" }],
      [{ is: "cat" }, { is: "cow" }],
    ],
    [
      { $ref: "#/$defs/Tree" },
      [{ value: 1 }, { value: 1, next: { value: 2, next: null } }],
      [{ value: 1, next: { value: "2" } }],
    ],
    [{ $ref: "#/$defs/Nest" }, [1, [1, [2]]], ["a", [1, ["b"]]]],
    [
      {
        allOf: [
          { type: "object", properties: { a: { type: "integer" } }, required: ["a"] },
          { type: "object", properties: { b: { type: "integer" } }, required: ["b"] },
        ],
      },
      [{ a: 1, b: 2 }],
      [{ a: 1 }, { b: 2 }],
    ],
    [{ type: "null" }, [null], [1]],
    [{}, [1, "a", null], []],
  ])("%j takes %j and refuses %j", async (property, right, wrong) => {
    const definitions = {
      Kind: { enum: ["a", "b"], title: "Kind", type: "string" },
      Cat: {
        type: "object",
        properties: { is: { const: "cat" }, lives: { type: "integer" } },
        required: ["is", "lives"],
      },
      Dog: { type: "object", properties: { is: { const: "dog" } }, required: ["is"] },
      Tree: {
        type: "object",
        properties: {
          value: { type: "integer" },
          next: { anyOf: [{ $ref: "#/$defs/Tree" }, { type: "null" }], default: null },
        },
        required: ["value"],
      },
      Nest: { anyOf: [{ type: "integer" }, { type: "array", items: { $ref: "#/$defs/Nest" } }] },
    };
    const { contract: read, notExpressed } = await ofProperty(property, true, definitions);
    const rows = [...right, ...wrong].map((x) => ({ x }));
    expect(validOf(read, rows)).toEqual(right.map((_, at) => at));
    const told = ["whole numbers beyond ±(2^53 − 1) are refused", "a column that is null is one that is left out"];
    expect(notExpressed.filter(({ why }) => !told.includes(why))).toEqual([]);
  });

  it("makes columns with limits of their own, and one that may be missing", async () => {
    const { contract: read } = await ofProperty(
      { anyOf: [{ type: "integer", minimum: 3 }, { type: "null" }], default: null },
      false,
    );
    expect(read.columns).toEqual([
      {
        name: "x",
        type: "integer",
        nullable: true,
        residual: false,
        checks: [{ check: "finite" }, { check: "at-least", value: 3 }],
      },
    ]);
    const { contract: times } = await ofProperty(
      { type: "string", format: "date-time", default: "2020-01-01T00:00:00Z" },
      false,
    );
    expect(checkRows(times, [{}]).valid).toEqual([{ x: new Date("2020-01-01T00:00:00Z") }]);
  });

  it("of a model that holds itself begins with a reference", async () => {
    const properties = {
      value: { type: "integer" },
      next: { anyOf: [{ $ref: "#/$defs/Tree" }, { type: "null" }], default: null },
    };
    const { name, schema } = await schemaFromJsonSchema<AnyRow>({
      $defs: {
        Tree: { title: "My Tree", type: "object", properties, required: ["value"], additionalProperties: false },
      },
      $ref: "#/$defs/Tree",
    });
    expect(name).toBe("my-tree");
    expect(
      validOf(contract(name, schema), [
        { value: 1, next: { value: 2 } },
        { value: 1, next: { value: 2, other: 3 } },
      ]),
    ).toEqual([0]);
  });

  it("lists what is not read, each with its place and why", async () => {
    const { notExpressed } = await schemaFromJsonSchema({
      type: "object",
      minProperties: 1,
      properties: {
        tags: { type: "array", items: { type: "string", format: "phone" }, uniqueItems: true },
        "a/b": { type: "string", pattern: "[a&&b]" },
        gone: { $ref: "#/$defs/Gone" },
        far: { $ref: "https://example.org/schema" },
        list: { enum: [[1]] },
        one: { oneOf: [{ type: "string" }, { type: "boolean" }] },
        not: { not: { type: "string" } },
        names: { type: "object", patternProperties: { a: {}, b: {} } },
        places: { type: "array", prefixItems: [{}], minItems: 2 },
        bad: { type: "number", minimum: "3" },
        none: 3,
        at: { type: "string", format: "date-time", default: "soon" },
      },
      required: ["tags", "a/b", "gone", "far", "list", "one", "not", "names", "places", "bad", "none"],
    });
    const left = notExpressed.filter(({ why }) => why !== "a column that is null is one that is left out");
    expect(left.map(({ what }) => what)).toEqual([
      "#/minProperties",
      "#/properties/tags/uniqueItems",
      "#/properties/tags/items/format",
      "#/properties/a~1b/pattern",
      "#/properties/gone",
      "#/properties/far",
      "#/properties/list",
      "#/properties/one",
      "#/properties/not/not",
      "#/properties/names/patternProperties",
      "#/properties/places",
      "#/properties/bad/minimum",
      "#/properties/none",
      "#/properties/at/default",
    ]);
  });

  it.each([
    ["{", "a schema as JSON"],
    ["[]", "the JSON Schema of an object with properties"],
    ['{"type": "string"}', "the JSON Schema of an object with properties"],
    ['{"$ref": "#/$defs/Gone"}', "the JSON Schema of an object with properties"],
  ])("that is none is refused with what is missing: %s", async (json, message) => {
    await expect(schemaFromJsonSchema(json)).rejects.toThrow(message);
  });
});
