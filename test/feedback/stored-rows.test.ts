import { describe, expect, it } from "vitest";
import { createSegmentWriter } from "../../src/core/house.js";
import { createMemoryStore, createSimulatedClock, type JsonObject } from "../../src/core/index.js";
import { createLabelLog, createMemoryPredictions, readLabels, readPredictions } from "../../src/feedback/index.js";
import { collect, labelOf, predictionOf } from "./make.js";

const prediction = { ...predictionOf("a"), id: "a" };
const label = { ...labelOf("a", { key: "a" }), id: "a", receivedTime: 0 };

/** What reads a name whose log another program wrote into. */
async function readForeign(kind: "predictions" | "labels", row: unknown): Promise<unknown> {
  const store = createMemoryStore();
  const writer = await createSegmentWriter(store, `${kind}/late/main`, { clock: createSimulatedClock() });
  writer.write(row as JsonObject);
  await writer.close();
  return kind === "labels" ? collect(readLabels(store, "late")) : collect(readPredictions(store, "late"));
}

describe("a prediction", () => {
  const wrong: readonly (readonly [field: string, ...values: unknown[]])[] = [
    ["row", null, ["ATL"], "ATL"],
    ["shadowOf", 7, ""],
    ["propensity", 0, 1.5, "0.5", null],
    ["model", "", 7],
    ["latencyMilliseconds", "1", null],
  ];

  for (const [field, ...values] of wrong)
    it(`is refused for a wrong \`${field}\`, and damage when it stands in a log`, async () => {
      for (const value of values) {
        const row = { ...prediction, [field]: value };
        const { write } = createMemoryPredictions();
        expect(() => Reflect.apply(write, undefined, [row]), String(value)).toThrow(`Expected \`${field}\` to be `);
        await expect(readForeign("predictions", row), String(value)).rejects.toMatchObject({
          code: "damaged",
          place: "log of predictions",
          message: expect.stringContaining(`got one whose \`${field}\` is none: only a prediction log may write there`),
        });
      }
    });

  it("is an object", async () => {
    for (const row of ["a", 7, null, [prediction]]) {
      const { write } = createMemoryPredictions();
      expect(() => Reflect.apply(write, undefined, [row])).toThrow("Expected an object");
      await expect(readForeign("predictions", row)).rejects.toThrow(
        `Expected every row to be a prediction, got ${typeof row}`,
      );
    }
  });

  it("may be a shadow's, and have been certain", () => {
    const predictions = createMemoryPredictions();
    predictions.write({ ...prediction, propensity: 1, shadowOf: "b" });
    expect(predictions.written).toHaveLength(1);
  });
});

describe("a label", () => {
  const wrong: readonly (readonly [field: string, ...values: unknown[]])[] = [
    ["prediction", null, "a", [], { id: "" }, { key: 7 }],
    ["values", null, 7, [7], "7"],
    ["supersedes", 7, ""],
  ];

  for (const [field, ...values] of wrong)
    it(`is refused for a wrong \`${field}\`, and damage when it stands in a log`, async () => {
      const log = await createLabelLog({ store: createMemoryStore(), name: "late" });
      for (const value of values) {
        const row = { ...label, [field]: value };
        expect(() => Reflect.apply(log.record, log, [row]), String(value)).toThrow(`Expected \`${field}\` to be `);
        await expect(readForeign("labels", row), String(value)).rejects.toMatchObject({
          code: "damaged",
          place: "log of labels",
          message: expect.stringContaining(`got one whose \`${field}\` is none: only a label log may write there`),
        });
      }
      await log.close();
    });
});
