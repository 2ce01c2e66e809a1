import { findAnomalies, readSchema } from "golden-pipeline/adapters/tfdv";
import { batchFromRows } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";

const schema = readSchema(`
  feature { name: "kind" type: BYTES presence { min_fraction: 1 min_count: 1 } domain: "kinds"
    drift_comparator { infinity_norm { threshold: 0.1 } jensen_shannon_divergence { threshold: 0.9 } } }
  feature { name: "fare" type: FLOAT float_domain { min: 0 disallow_nan: true }
    skew_comparator { jensen_shannon_divergence { threshold: 0.1 } } }
  feature { name: "late" type: INT presence { min_count: 1 } not_in_environment: "SERVING" }
  string_domain { name: "kinds" value: "bus" value: "car" }
  default_environment: "TRAINING" default_environment: "SERVING"
  dataset_constraints { num_examples_drift_comparator { min_fraction_threshold: 0.5 } min_examples_count: 2 }`);

const typesOf = (report: ReturnType<typeof findAnomalies>) =>
  report.anomalies.map(({ feature, type }) => [feature, type].join(" ").trim());

describe("the anomalies of data", () => {
  it("are named as the reference names them, with what was expected and what was got", () => {
    const rows = [{ kind: "bus", fare: -1, late: 1, extra: 1 }, { kind: "ship", fare: Number.NaN }, { fare: 3 }];
    const report = findAnomalies(rows, schema);
    expect(typesOf(report)).toEqual([
      "kind FEATURE_TYPE_LOW_FRACTION_PRESENT",
      "kind ENUM_TYPE_UNEXPECTED_STRING_VALUES",
      "fare FLOAT_TYPE_SMALL_FLOAT",
      "fare FLOAT_TYPE_HAS_NAN",
      "extra SCHEMA_NEW_COLUMN",
    ]);
    expect(report.anomalies[1]?.message).toBe('expected words of its domain, got "ship" in 1 of 2 values');
    expect(report.notEvaluated.map(({ what }) => what)).toEqual([
      "feature kind, drift_comparator",
      "feature fare, skew_comparator",
    ]);
  });

  it("depend on the environment", () => {
    const rows = [
      { kind: "bus", fare: 1 },
      { kind: "car", fare: 2 },
    ];
    expect(typesOf(findAnomalies(rows, schema, { environment: "SERVING" }))).toEqual([]);
    expect(typesOf(findAnomalies(rows, schema, { environment: "TRAINING" }))).toEqual(["late SCHEMA_MISSING_COLUMN"]);
    const late = rows.map((row) => ({ ...row, late: 0 }));
    expect(typesOf(findAnomalies(late, schema, { environment: "SERVING" }))).toEqual(["late SCHEMA_NEW_COLUMN"]);
    expect(() => findAnomalies(rows, schema, { environment: "STAGING" })).toThrow("TRAINING, SERVING");
  });

  // Values: TensorFlow Data Validation 1.16.1 on the same words.
  it("are distances too, between words of now and of before", () => {
    const words = (buses: number, cars: number) =>
      ["bus", "car"].flatMap((kind, at) => Array.from({ length: at === 0 ? buses : cars }, () => ({ kind, late: 1 })));
    const report = findAnomalies(words(8, 2), schema, { previous: words(5, 5), environment: "TRAINING" });
    expect(report.comparisons.map(({ distance, value }) => [distance, value.toFixed(12)])).toEqual([
      ["infinity_norm", "0.300000000000"],
      ["jensen_shannon_divergence", "0.073104007932"],
    ]);
    expect(typesOf(report)).toEqual(["kind COMPARATOR_L_INFTY_HIGH"]);
    expect(typesOf(findAnomalies(words(1, 0), schema, { previous: words(5, 5) }))).toContain(
      "COMPARATOR_LOW_NUM_EXAMPLES",
    );
    expect(typesOf(findAnomalies(words(8, 2), schema, { previous: [{ late: 1 }] }))).toContain(
      "kind COMPARATOR_CONTROL_DATA_MISSING",
    );
  });

  it("are of a batch's types: a number that is whole is none of a feature of whole numbers", () => {
    const batch = batchFromRows(
      [
        { name: "late", type: "number" },
        { name: "kind", type: "text" },
      ],
      [
        { late: 1, kind: "bus" },
        { late: 2, kind: "car" },
      ],
    );
    expect(typesOf(findAnomalies(batch, schema))).toEqual(["late UNEXPECTED_DATA_TYPE"]);
  });

  it("are of rows, of nothing else", () => {
    expect(() => findAnomalies("rows" as never, schema)).toThrow("rows or a batch of columns");
  });
});
