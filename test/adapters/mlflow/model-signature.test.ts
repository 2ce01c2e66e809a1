import { createMemoryStore } from "golden-pipeline";
import { model } from "golden-pipeline/model";
import { contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { modelSignature } from "../../../src/adapters/mlflow/model-signature.js";
import { modelDefinition } from "../../../src/model/house.js";
import { exampleManifest } from "../../../src/testing/example-version.js";

const trips = contract(
  "trips",
  z.object({ at: z.date(), distance: z.number(), stops: z.int().nullable(), kind: z.string(), late: z.boolean() }),
  { labels: { late: { knownAt: (trip) => trip.at } }, eventTime: "at" },
);
const late = model("late", trips, { target: (trip) => trip.late, kinds: [] });

describe("a model's signature", () => {
  it("has the columns of a row when a prediction is asked, in MLflow's types, and no label", async () => {
    const manifest = { ...(await exampleManifest(createMemoryStore(), 1)), definition: modelDefinition(late) };
    const { inputs = "", outputs = "" } = modelSignature(manifest) ?? {};
    expect(JSON.parse(inputs)).toEqual([
      { type: "datetime", name: "at", required: true },
      { type: "double", name: "distance", required: true },
      { type: "long", name: "stops", required: false },
      { type: "string", name: "kind", required: true },
    ]);
    expect(JSON.parse(outputs)).toEqual([{ type: "double", required: true }]);
    const several = modelSignature({ ...manifest, task: "classes" })?.outputs ?? "";
    expect(JSON.parse(several)).toEqual([{ type: "array", items: { type: "double" }, required: true }]);
  });

  it("is left out where a manifest does not say what its rows are", async () => {
    expect(modelSignature(await exampleManifest(createMemoryStore(), 1))).toBeUndefined();
  });
});
