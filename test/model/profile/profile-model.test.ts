import { profileRows } from "golden-pipeline/dataset";
import { labelledOutputs, numericOutputs, profileModel, textOutputs } from "golden-pipeline/model";
import { describe, expect, it } from "vitest";
import { outputColumns, outputRow } from "../../../src/model/house.js";

const inputs = profileRows({ x: "number" }, [{ x: 1 }, { x: 2 }]);

describe("the profile of a model", () => {
  it("is plain JSON of its inputs alone, where nothing else is known", () => {
    expect(profileModel({ inputs })).toEqual({ format: "model-profile@1", inputs });
  });

  it("says how its answers to yes or no are spread, what was decided, and how good that was by day", () => {
    const profile = profileModel({
      inputs,
      outputs: numericOutputs("binary", Float64Array.of(0.25, 0.75, 0.75, 0.5)),
      decision: { threshold: 0.6 },
      targets: { task: "binary", rows: 4, values: Float64Array.of(0, 1, 0, 1) },
      clusters: ["a", "a", "b", "b"],
    });
    expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
    const [probability, decided] = profile.outputs?.profile.columns ?? [];
    expect(probability?.numbers).toMatchObject({ minimum: 0.25, maximum: 0.75, mean: 0.5625 });
    expect(decided?.categories).toMatchObject({ words: ["no", "yes"], counts: [2, 2] });
    const [low, high] = [-Math.log(0.75), (-Math.log(0.25) - Math.log(0.5)) / 2];
    expect(profile.quality).toMatchObject({ rows: 4, clusters: 2 });
    const loss = profile.quality?.measures["log loss"];
    expect(loss?.value).toBeCloseTo((low + high) / 2, 12);
    // Of two clusters of equal size: half of their distance.
    expect(loss?.standardError).toBeCloseTo((high - low) / 2, 12);
    expect(profile.quality?.measures).toHaveProperty("predicted");
  });

  it("takes each row as its own cluster when none are given", () => {
    const { quality } = profileModel({
      inputs,
      outputs: numericOutputs("number", Float64Array.of(1, 2, 3)),
      targets: { task: "number", rows: 3, values: Float64Array.of(2, 2, 5) },
    });
    expect(quality).toMatchObject({ rows: 3, clusters: 3 });
    expect(quality?.measures["absolute error"]?.value).toBe(1);
    expect(quality?.measures["squared error"]?.value).toBeCloseTo(5 / 3, 12);
  });

  it("refuses answers that are no numbers, and targets or clusters of other rows", () => {
    const outputs = numericOutputs("number", Float64Array.of(1, 2));
    const targets = { task: "number", rows: 1, values: Float64Array.of(1) } as const;
    expect(() => profileModel({ inputs, outputs, targets })).toThrow("2 targets, one an output");
    expect(() => profileModel({ inputs, outputs: { ...outputs, values: Float64Array.of(1, Number.NaN) } })).toThrow(
      "row 1",
    );
    const both = { ...targets, rows: 2, values: Float64Array.of(1, 2) };
    expect(() => profileModel({ inputs, outputs, targets: both, clusters: ["a"] })).toThrow(
      "2 clusters, one an output",
    );
  });

  it("has a column for each class, the decided class, and the length of texts", () => {
    const classes = profileModel({
      inputs,
      outputs: labelledOutputs("classes", ["a", "b"], Float64Array.of(0.2, 0.8, 0.9, 0.1)),
    });
    expect(classes.outputs?.profile.columns.map(({ name }) => name)).toEqual([
      "probability of a",
      "probability of b",
      "decided",
    ]);
    const texts = profileModel({ inputs, outputs: textOutputs(["𐐷", "four"]) });
    expect(texts.outputs?.profile.columns[0]?.numbers).toMatchObject({ minimum: 1, maximum: 4 });
  });
});

describe("an answer as a row", () => {
  it("is missing where there was none, and of a wrong kind where it is none of its task", () => {
    const facts = { task: "classes", labels: ["a", "b"], decision: {} } as const;
    expect(outputRow(facts, undefined)).toEqual({});
    expect(outputRow(facts, { a: 0.3, b: 0.7 })).toMatchObject({ "probability of b": 0.7, decided: "b" });
    expect(outputRow(facts, { a: 0.3, b: 0.7 }, null)).toMatchObject({ decided: "left to a person" });
    const row = outputRow(facts, 0.5);
    expect(typeof row["probability of a"]).toBe("object");
  });

  it("has no more columns than can be watched", () => {
    const labels = Array.from({ length: 200 }, (_, index) => `label ${index}`);
    expect(outputColumns({ task: "classes", labels, decision: {} })).toHaveLength(51);
    expect(outputColumns({ task: "vector", decision: {} }, 768)).toHaveLength(1);
    expect(outputColumns({ task: "vector", decision: {} }, 3)).toHaveLength(4);
  });
});
