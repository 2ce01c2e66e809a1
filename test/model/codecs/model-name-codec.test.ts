import { createMemoryStore, createRunner, defineStage, pipeline } from "golden-pipeline";
import { createDataset } from "golden-pipeline/dataset";
import { engineer, features } from "golden-pipeline/features";
import { type FeatureSets, model } from "golden-pipeline/model";
import { batchFromRows, contract } from "golden-pipeline/schema";
import { logisticRegression, propose, splitByTime } from "golden-pipeline/training";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { candidateCodec, featureSetsCodec } from "../../../src/model/house.js";

type Visit = { readonly at: Date; readonly pages: number; readonly bought: boolean };
const visits = contract("visits", z.object({ at: z.date(), pages: z.int(), bought: z.boolean() }), { eventTime: "at" });
const rows = Array.from({ length: 60 }, (_, row) => ({
  at: new Date(Date.UTC(2001, 0, 1, row)),
  pages: row % 10,
  bought: row % 10 > 4,
}));
const kinds = [logisticRegression()];
const buyers = model("buyers", visits, { target: (visit) => visit.bought, kinds });
/** Of the same name, and another fingerprint. */
const readers = model("buyers", visits, { target: (visit) => visit.pages.above(3), kinds });
const byPages = features(visits, (visit) => ({ pages: visit.pages }));

/** Looks at what stands before it, without bringing a name. */
const look = (state: { fails: boolean }) =>
  defineStage({
    id: "look",
    version: "1.0.0",
    run: ({ name }: FeatureSets<Visit, never, boolean>) => {
      if (state.fails) throw new Error("crash");
      return name.fingerprint;
    },
  });

async function storedSets() {
  const store = createMemoryStore();
  const dataset = await createDataset(visits, [batchFromRows(visits.columns, rows)]);
  const split = await splitByTime<Visit, never>("at", { test: 0.25 })(dataset);
  const sets = await engineer(byPages, buyers)(split);
  const json = await featureSetsCodec<Visit, never, boolean>().encode(sets, store.blobs);
  return { store, dataset, json };
}

describe("the name of a model in what is stored", () => {
  it("is the live one of the stage that brings it when a run resumes", async () => {
    const { store, dataset } = await storedSets();
    const state = { fails: true };
    const stages = pipeline("looking", splitByTime<Visit, never>("at", { test: 0.25 }))
      .pipe(engineer(byPages, buyers))
      .pipe(look(state));
    await expect(createRunner({ store }).run(stages, dataset, { runId: "r" })).rejects.toThrow("crash");
    state.fails = false;
    expect((await createRunner({ store }).run(stages, dataset, { runId: "r" })).output).toBe(buyers.fingerprint);
  });

  it("is refused in a sentence where no stage has it, and where one of the same name was made differently", async () => {
    const { store, json } = await storedSets();
    const codec = featureSetsCodec<Visit, never, boolean>();
    await expect(codec.decode(json, store.blobs)).rejects.toThrow("Expected a stage with model buyers");
    const others = {
      find: (_: string, fingerprint: string) => [readers].find((one) => one.fingerprint === fingerprint),
    };
    await expect(codec.decode(json, store.blobs, others)).rejects.toThrow("made differently");
    // A fingerprint is no name to a person.
    await expect(codec.decode(json, store.blobs, others)).rejects.not.toThrow("sha256:");
    const found = await codec.decode(json, store.blobs, { find: () => buyers });
    expect(found.name).toBe(buyers);
  });

  it("comes back with a candidate that was proposed without features", async () => {
    const { store, dataset } = await storedSets();
    const kind = {
      kind: "always@1",
      decode: () => ({
        kind: "always@1",
        task: "binary" as const,
        reads: "rows" as const,
        predict: async (asked: readonly object[]) => ({
          task: "binary" as const,
          rows: asked.length,
          width: 1,
          values: new Float64Array(asked.length).fill(0.5),
        }),
      }),
    };
    const name = model("always", visits, { target: (visit) => visit.bought, kinds: [kind] });
    const proposing = propose(name, kind, new Uint8Array([1]));
    const run = () => createRunner({ store }).run(proposing, dataset, { runId: "proposed" });
    const [first, again] = [await run(), await run()];
    expect(again.output.name).toBe(name);
    expect(again.output.version).toBe(first.output.version);
    expect(again.output.targets).toEqual(first.output.targets);
    const stored = await candidateCodec<Visit, never, boolean>().encode(first.output, store.blobs);
    await expect(candidateCodec().decode(stored, store.blobs)).rejects.toThrow("Expected a stage with model always");
  });
});

describe("codecs of candidates and feature sets", () => {
  it.each([null, [], "text", {}, { version: "candidate-1" }])(
    "say what they miss in %j, and what to do",
    async (json) => {
      const { blobs } = createMemoryStore();
      for (const codec of [candidateCodec<Visit, never, boolean>(), featureSetsCodec<Visit, never, boolean>()])
        await expect(codec.decode(json, blobs)).rejects.toThrow(
          /^\[golden-pipeline\] \[(a candidate|feature sets)\] .* run the stage again$/,
        );
    },
  );
});
