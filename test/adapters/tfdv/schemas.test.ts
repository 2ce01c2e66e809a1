import { contractFromSchema, readSchema, schemaFromContract, writeSchema } from "golden-pipeline/adapters/tfdv";
import { contract } from "golden-pipeline/schema";
import { createInputValidator, createRowValidator } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";

describe("the schema of a contract", () => {
  const shape = z.strictObject({
    fare: z.number().min(0).lt(500.1),
    tip: z.number().nullable(),
    seats: z.int().gt(0).multipleOf(2),
    kind: z.enum(["bus", "car"]),
    plate: z
      .string()
      .regex(/^[A-Z]/)
      .min(2),
    paid: z.boolean(),
    at: z.date(),
    late: z.boolean(),
    more: z.object({ any: z.string() }),
  });
  const trips = contract("trips", shape, {
    eventTime: "at",
    missing: { tip: 0.25 },
    labels: { late: { knownAt: (row) => row.at.plusMinutes(5) } },
    rules: (row) => ({ "a tip is no fare": row.tip.below(row.fare) }),
  });
  const drift = { kind: { infinity_norm: { threshold: 0.01 } } };
  const { schema, notExpressed } = schemaFromContract(trips, { drift, skew: drift });

  it("says types, what is missing, limits, words, environments and comparators", () => {
    const single = { presence: { min_fraction: 1, min_count: 1 }, shape: { dim: [{ size: 1 }] } };
    const finite = { disallow_nan: true, disallow_inf: true };
    expect(schema.feature?.slice(0, 4)).toEqual([
      { name: "fare", type: "FLOAT", ...single, float_domain: { min: 0, max: Math.fround(500.1), ...finite } },
      {
        name: "tip",
        type: "FLOAT",
        presence: { min_fraction: 0.75 },
        value_count: { min: 1, max: 1 },
        float_domain: finite,
      },
      { name: "seats", type: "INT", ...single, int_domain: { min: 1 } },
      {
        name: "kind",
        type: "BYTES",
        ...single,
        string_domain: { value: ["bus", "car"] },
        skew_comparator: drift.kind,
        drift_comparator: drift.kind,
      },
    ]);
    expect(schema.feature?.[6]?.time_domain).toEqual({ integer_format: "UNIX_MILLISECONDS" });
    expect(schema.feature?.[7]).toMatchObject({ bool_domain: {}, not_in_environment: ["SERVING"] });
    expect(schema.feature?.[8]).toEqual({ name: "more", lifecycle_stage: "DEBUG_ONLY" });
    expect(schema.default_environment).toEqual(["TRAINING", "SERVING"]);
  });

  it("lists what it cannot say, with why", () => {
    expect(notExpressed.map(({ what }) => what)).toEqual([
      "column fare, below",
      "column fare, below",
      "column seats, multiple-of",
      "column plate, matches",
      "column plate, length",
      "column more",
      "rule a tip is no fare",
      "label late",
      "event time",
    ]);
    expect(notExpressed.every(({ why }) => why.length > 10)).toBe(true);
    const loose = schemaFromContract(contract("loose", z.object({ a: z.boolean() })));
    expect(loose.notExpressed.map(({ what }) => what)).toEqual(["other columns"]);
  });

  it("is refused with a comparator of no column", () => {
    expect(() => schemaFromContract(trips, { drift: { kinds: {} } })).toThrow("kinds");
  });

  it("is read back as a contract for training, and one for serving", async () => {
    const training = await contractFromSchema(schema, { name: "trips", environment: "TRAINING" });
    const serving = await contractFromSchema(schema, { name: "trips", environment: "SERVING" });
    const row = {
      fare: 3,
      tip: null,
      seats: 2,
      kind: "bus",
      plate: "WU-3",
      paid: true,
      at: new Date(0),
      more: { any: "" },
    };
    expect(createInputValidator(trips)(row).valid).toBe(true);
    expect(createRowValidator(serving.contract)(row).valid).toBe(true);
    expect(createRowValidator(training.contract)(row).valid).toBe(false);
    expect(createRowValidator(training.contract)({ ...row, late: false }).valid).toBe(true);
    expect(createRowValidator(serving.contract)({ ...row, late: false }).valid).toBe(false);
    expect(training.contract.missing).toEqual({ tip: 0.25 });
    expect(serving.notExpressed).toContainEqual({
      what: "feature late",
      why: "it is not expected in the environment SERVING",
    });
    await expect(contractFromSchema(schema, { name: "trips", environment: "STAGING" })).rejects.toThrow(
      "TRAINING, SERVING",
    );
  });
});

describe("the contract of a schema", () => {
  it("says all of a schema that is of single rows", async () => {
    const text = `feature { name: "a" type: INT presence { min_fraction: 1 } value_count { min: 1 max: 1 } int_domain { min: -9223372036854775808 max: 4 } }
      feature { name: "b" type: BYTES value_count { min: 1 max: 1 } bool_domain { true_value: "yes" false_value: "no" } }
      feature { name: "c" type: FLOAT presence { min_fraction: 1 min_count: 1 } shape {} bool_domain {} }
      feature { name: "d" type: FLOAT value_count { min: 1 max: 1 } float_domain { min: 0.1 max: 5 disallow_nan: true } }
      feature { name: "e" lifecycle_stage: DEBUG_ONLY }
      feature { name: "f" type: INT value_count { min: 1 max: 1 } time_domain { integer_format: UNIX_MILLISECONDS } }`;
    const { contract: ours, notExpressed } = await contractFromSchema(readSchema(text), { name: "all" });
    expect(notExpressed).toEqual([]);
    const check = createRowValidator(ours);
    const row = { a: 4, b: "no", c: 1, d: 0.1, e: [1], f: new Date(5) };
    expect(check(row).valid).toBe(true);
    for (const broken of [{ a: 5 }, { b: "maybe" }, { c: 0.5 }, { c: null }, { d: 0.09 }, { d: 6 }, { f: 5 }, { g: 1 }])
      expect([broken, check({ ...row, ...broken }).valid]).toEqual([broken, false]);
    expect(check({ a: 1, c: 0 }).valid).toBe(true);
    const again = schemaFromContract(ours).schema;
    expect(writeSchema(schemaFromContract((await contractFromSchema(again, { name: "all" })).contract).schema)).toBe(
      writeSchema(again),
    );
  });

  it.each([
    ["type: INT", "value_count"],
    ["type: INT value_count { min: 1 }", "value_count"],
    ["type: INT value_count { min: 0 max: 1 }", "value_count"],
    ["type: INT value_count { min: 2 max: 3 }", "value_count"],
    ["type: INT shape { dim { size: 1 } }", "shape"],
    ["type: INT presence { min_fraction: 1 } shape { dim { size: 3 } }", "shape"],
    ["type: STRUCT value_count { min: 1 max: 1 }", "type"],
    ["value_count { min: 1 max: 1 }", "type"],
    ["type: INT value_count { min: 1 max: 1 } presence { min_count: 2 }", "presence min_count"],
    ["type: INT value_count { min: 1 max: 1 } time_domain { integer_format: UNIX_DAYS }", "time_domain"],
    ["type: INT value_count { min: 1 max: 1 } float_domain { min: 1 }", "float_domain"],
    ["type: INT value_count { min: 1 max: 1 } unique_constraints { min: 1 }", "unique_constraints"],
    ["type: BYTES value_count { min: 1 max: 1 } domain: 'gone'", "domain"],
    ["type: BYTES value_count { min: 1 max: 1 } url_domain {}", "url_domain"],
    [
      "type: BYTES value_count { min: 1 max: 1 } string_domain { value: 'a' } distribution_constraints { min_domain_mass: 0.5 }",
      "distribution_constraints",
    ],
    [
      "type: BYTES value_count { min: 1 max: 1 } drift_comparator { infinity_norm { threshold: 0.1 } }",
      "drift_comparator",
    ],
    ["type: FLOAT value_count { min: 1 max: 1 } float_domain { disallow_inf: true }", "float_domain disallow_nan"],
    [
      "type: FLOAT value_count { min: 1 max: 1 } float_domain { disallow_nan: true min: 1 }",
      "float_domain disallow_inf",
    ],
    ["type: INT lifecycle_stage: ALPHA", "lifecycle_stage ALPHA"],
    ["type: INT deprecated: true", "deprecated"],
    ["type: INT value_count { min: 1 max: 1 } not_in_environment: 'SERVING'", "not_in_environment SERVING"],
  ])("lists what is none of its: %s", async (text, part) => {
    const { notExpressed } = await contractFromSchema(readSchema(`feature { name: "a" ${text} }`), { name: "one" });
    expect(notExpressed.map(({ what }) => what)).toEqual([`feature a, ${part}`]);
  });

  it("lists what is of the whole data", async () => {
    const text = 'dataset_constraints { min_examples_count: 3 } sparse_feature { name: "s" }';
    expect((await contractFromSchema(readSchema(text), { name: "none" })).notExpressed.map(({ what }) => what)).toEqual(
      ["sparse_feature", "dataset_constraints"],
    );
  });
});
