import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createMemoryStore, createSimulatedClock, type JsonObject } from "../../src/core/index.js";
import { rowsOfDataset } from "../../src/dataset/house.js";
import { appendDataset } from "../../src/dataset/index.js";
import {
  createLabelLog,
  createPredictionLog,
  joinLabels,
  labelledRows,
  readLabels,
  readPredictions,
} from "../../src/feedback/index.js";
import { type Label, labelId, type Prediction, predictionId } from "../../src/model/index.js";
import { contract, derive } from "../../src/schema/index.js";
import { readQuarantine, traceRow, validate } from "../../src/validation/index.js";
import { collect, hour, labelOf, predictionOf, start } from "./make.js";

const flights = contract(
  "flights",
  derive(
    z.object({
      departedAt: z.date(),
      origin: z.string().length(3),
      distance: z.int(),
      charter: z.boolean().nullable(),
      delay: z.int(),
      diverted: z.boolean(),
    }),
    (flight) => ({ doubled: flight.distance.times(2) }),
  ),
  {
    eventTime: "departedAt",
    labels: {
      delay: { knownAt: (flight) => flight.departedAt.plusMinutes(60) },
      diverted: { knownAt: (flight) => flight.departedAt.plusMinutes(60) },
    },
  },
);

const departedAt = (index: number) => new Date(start + index * hour);
const rowOf = (index: number): JsonObject => ({
  departedAt: departedAt(index).toISOString(),
  origin: "ATL",
  distance: 100 + index,
  charter: index === 1 ? null : false,
  doubled: 1,
});

/** Logs requests with their shadows, then labels, and joins what was logged. */
async function joinedOf(values: readonly (JsonObject | undefined)[], rows = values.map((_, index) => rowOf(index))) {
  const store = createMemoryStore();
  const clock = createSimulatedClock(start + 99 * hour);
  const predictions = await createPredictionLog({ store, name: "late", clock });
  for (const [index, row] of rows.entries()) {
    const { id } = predictions.write(predictionOf(`${index}`, { row }));
    predictions.write(predictionOf(`${index}`, { row, arm: "shadow", version: "late@2", shadowOf: id }));
  }
  await predictions.close();
  const labels = await createLabelLog({ store, name: "late", clock });
  const ids: string[] = [];
  for (const [index, stated] of values.entries())
    if (stated) ids.push(labels.record(labelOf(`${index}#landed`, { key: `${index}` }, { values: stated })).id);
  await labels.flush();
  const join = () => joinLabels({ predictions: readPredictions(store, "late"), labels: readLabels(store, "late") });
  return { store, labels, ids, join, joined: await join() };
}

const whole = { delay: 7, diverted: false };

describe("labelled rows", () => {
  it("become a dataset whose lineage names every label", async () => {
    const { store, joined, ids } = await joinedOf([whole, { delay: -3, diverted: true }, undefined]);
    const landed = labelledRows(flights, joined.rows, { parents: ["dataset-before"] });
    const dataset = await validate()(landed, { store });
    expect(dataset.lineage).toMatchObject({ parents: ["dataset-before"], labels: ids, raw: [] });
    expect(await collect(rowsOfDataset(dataset))).toEqual([
      { departedAt: departedAt(0), origin: "ATL", distance: 100, charter: false, doubled: 200, ...whole },
      {
        departedAt: departedAt(1),
        origin: "ATL",
        distance: 101,
        charter: null,
        doubled: 202,
        delay: -3,
        diverted: true,
      },
    ]);
  });

  it("grow the dataset they are to grow", async () => {
    const { store, joined } = await joinedOf([whole, whole]);
    const base = await validate()(labelledRows(flights, joined.rows.slice(0, 2)), { store });
    const more = await validate()(labelledRows(flights, joined.rows.slice(2), { parents: [base.version] }), { store });
    const grown = await appendDataset(base, more);
    expect([base.rows, more.rows, grown.rows]).toEqual([1, 1, 2]);
    expect(grown.lineage.labels).toHaveLength(2);
  });

  it("take what people corrected, and name the correction", async () => {
    const { store, labels, ids, join } = await joinedOf([{ delay: 1447, diverted: false }]);
    const correction = { values: { delay: 7 }, actor: "ann", reason: "past midnight" };
    const { id } = await labels.correct(ids[0] ?? "", correction);
    await labels.flush();
    const dataset = await validate()(labelledRows(flights, (await join()).rows), { store });
    expect((await collect(rowsOfDataset(dataset)))[0]).toMatchObject(whole);
    expect(dataset.lineage.labels).toEqual([id]);
  });

  it("name each of several labels that state different columns", async () => {
    const { store, labels, ids, join } = await joinedOf([{ delay: 7 }]);
    const { id } = labels.record(labelOf("diverted", { key: "0" }, { values: { diverted: false }, source: "user" }));
    await labels.flush();
    const dataset = await validate()(labelledRows(flights, (await join()).rows), { store });
    expect((await collect(rowsOfDataset(dataset)))[0]).toMatchObject(whole);
    expect(dataset.lineage.labels).toEqual([...ids, id]);
  });

  it("leave wrong values to validation, which keeps them apart with their reasons", async () => {
    const { store, joined } = await joinedOf([
      whole,
      { ...whole, delay: 7.5 },
      { ...whole, delay: "seven" },
      { ...whole, delay: 2 ** 60 },
      { delay: 7 },
      whole,
    ]);
    const dataset = await validate()(labelledRows(flights, joined.rows), { store });
    const kept = await collect(rowsOfDataset(dataset));
    expect(kept.map((row) => (row as { readonly distance: number }).distance)).toEqual([100, 105]);
    const quarantined = await collect(readQuarantine(store, flights));
    expect(quarantined.map(({ reasons }) => reasons[0]?.column)).toEqual(["delay", "delay", "delay", "diverted"]);
    expect(quarantined.every(({ position }) => position.startsWith("predictions/late/main/000001@2#"))).toBe(true);
  });

  it("leave wrong rows to validation too: a time that is none, a number where a word should be", async () => {
    const bad = [{ departedAt: "yesterday" }, { departedAt: 5 }, { origin: 7 }, { charter: "no" }, {}];
    const rows = bad.map((wrong, index) => ({ ...rowOf(index), ...wrong }));
    const { store, joined } = await joinedOf(
      bad.map(() => whole),
      rows as JsonObject[],
    );
    const dataset = await validate()(labelledRows(flights, joined.rows), { store });
    const columns = (await collect(readQuarantine(store, flights))).map(({ reasons }) => reasons[0]?.column);
    expect([dataset.rows, columns]).toEqual([1, ["departedAt", "departedAt", "origin", "charter"]]);
  });

  it("take nothing but label columns from a label", async () => {
    const { store, joined } = await joinedOf([{ ...whole, distance: 9999, origin: "JFK" }]);
    const dataset = await validate()(labelledRows(flights, joined.rows), { store });
    expect((await collect(rowsOfDataset(dataset)))[0]).toMatchObject({ distance: 100, origin: "ATL" });
  });

  it("name for each row of the dataset its prediction and labels, by id and position, less what was kept out", async () => {
    const { store, labels, ids, joined, join } = await joinedOf([
      whole,
      { ...whole, delay: 7.5 },
      undefined,
      { delay: 3 },
    ]);
    expect(joined.rows).toHaveLength(8);
    const { id } = labels.record(labelOf("diverted", { key: "3" }, { values: { diverted: true }, source: "user" }));
    await labels.flush();
    const { rows } = await join();
    const dataset = await validate()(labelledRows(flights, rows), { store });
    const log = "labels/late/main/000001";
    expect([await traceRow(store, dataset, 0), await traceRow(store, dataset, 1)]).toEqual([
      {
        from: "feedback",
        prediction: { id: rows[0]?.prediction.id, position: "predictions/late/main/000001@2#0" },
        labels: [{ id: ids[0], position: `${log}@2#0` }],
      },
      {
        from: "feedback",
        prediction: { id: rows[6]?.prediction.id, position: "predictions/late/main/000001@2#6" },
        labels: [
          { id: ids[2], position: `${log}@2#2` },
          { id, position: `${log}@3#0` },
        ],
      },
    ]);
    await expect(traceRow(store, dataset, 2)).rejects.toMatchObject({ code: "invalid-argument" });
    await expect(traceRow(createMemoryStore(), dataset, 0)).rejects.toMatchObject({ code: "missing" });
  });

  it("may come from any log, and nothing is made up about where they stand", async () => {
    const store = createMemoryStore();
    const positions = ["kafka:predictions/0@1042", "kafka:predictions/3@7", undefined, "table predictions, row 12"];
    const predictions = positions.map((position, index): Prediction => {
      const prediction = predictionOf(`${index}`, { row: rowOf(index) });
      return { ...prediction, id: predictionId(prediction), ...(position !== undefined && { position }) };
    });
    const labels = [whole, whole, { ...whole, delay: 7.5 }, { ...whole, delay: "7" }].map(
      (values, index): Label => ({
        ...labelOf(`${index}`, { key: `${index}` }, { values }),
        id: labelId("late", `${index}`),
        receivedTime: start,
        ...(index === 1 && { position: "kafka:labels/0@3" }),
      }),
    );
    const { rows } = await joinLabels({ predictions, labels });
    const context = { store, clock: createSimulatedClock(0), runId: "one" };
    const dataset = await validate()(labelledRows(flights, rows), context);
    expect(await collect(readQuarantine(store, flights))).toMatchObject([
      { position: predictions[2]?.id },
      { position: "table predictions, row 12" },
    ]);
    expect([await traceRow(store, dataset, 0), await traceRow(store, dataset, 1)]).toEqual([
      {
        from: "feedback",
        prediction: { id: predictions[0]?.id, position: positions[0] },
        labels: [{ id: labels[0]?.id }],
      },
      {
        from: "feedback",
        prediction: { id: predictions[1]?.id, position: positions[1] },
        labels: [{ id: labels[1]?.id, position: "kafka:labels/0@3" }],
      },
    ]);
    // A run that is resumed tells nothing twice.
    await validate()(labelledRows(flights, rows), context);
    expect((await store.head("lineage-rows/flights")).sequence).toBe(1);
    expect((await store.head("lineage/flights")).sequence).toBe(1);
  });

  it("of the same predictions and labels have the same digest, and of others another", async () => {
    const { joined } = await joinedOf([whole, whole]);
    const digest = labelledRows(flights, joined.rows).digest;
    expect(labelledRows(flights, joined.rows).digest).toBe(digest);
    expect(labelledRows(flights, joined.rows.slice(0, 2)).digest).not.toBe(digest);
  });

  it("that are kept out name the prediction they came from, also where shadows and unlabelled ones stand between", async () => {
    const store = createMemoryStore();
    const predictions = await createPredictionLog({ store, name: "late" });
    for (let index = 0; index < 6; index++)
      predictions.write(predictionOf(`${index}`, { row: rowOf(index), ...(index === 1 && { arm: "shadow" }) }));
    await predictions.close();
    const labels = [0, 2, 4, 5].map((index) => ({
      ...labelOf(`${index}`, { key: `${index}` }, { values: index === 4 ? { delay: 7.5, diverted: false } : whole }),
      id: `${index}`,
      receivedTime: start,
    }));
    const { rows } = await joinLabels({ predictions: readPredictions(store, "late"), labels });
    await validate()(labelledRows(flights, rows), { store });
    const [kept] = await collect(readQuarantine(store, flights));
    const position = rows.find(({ prediction }) => prediction.key === "4")?.prediction.position;
    expect(position).toBe("predictions/late/main/000001@2#4");
    expect(kept?.position).toBe(position);
  });

  it("that are kept out of a sealed log are sealed with the same key", async () => {
    const { store, joined } = await joinedOf([{ delay: 7.5, diverted: false }, whole]);
    await validate()(labelledRows(flights, joined.rows, { subject: "acme" }), { store });
    expect(await collect(readQuarantine(store, flights))).toHaveLength(1);
    await store.erase("acme");
    await expect(collect(readQuarantine(store, flights))).rejects.toMatchObject({ code: "erased" });
  });

  it("that are kept out are sealed each for its own subject, and others stay readable", async () => {
    const { store, joined } = await joinedOf([
      { ...whole, delay: 7.5 },
      whole,
      { ...whole, delay: "late" },
      { delay: 1 },
    ]);
    const landed = labelledRows(flights, joined.rows, {
      subject: ({ key }) => ({ "0": "ann", "1": "ann", "2": "ben" })[key],
    });
    const error = await validate({ onInvalid: "fail" })(landed, { store }).catch((caught: Error) => caught);
    // Of sealed rows a message tells no values.
    expect(String(error)).toMatch(/First: \S+#0; \S+#4; \S+#6 diverted: /);
    await store.erase("ben");
    const erased: string[] = [];
    const kept = await collect(readQuarantine(store, flights, { onErased: (row) => erased.push(row) }));
    expect(kept.map(({ position }) => position.slice(-2))).toEqual(["#0", "#6"]);
    expect(erased).toEqual(["quarantine/flights@1#1"]);
    await expect(collect(readQuarantine(store, flights))).rejects.toMatchObject({ code: "erased" });
  });

  it("have parents and subjects only when they are given, and a subject only for rows that have one", async () => {
    const { joined } = await joinedOf([whole, whole]);
    const landed = labelledRows(flights, joined.rows);
    expect(landed.origin).toMatchObject({ parents: [] });
    expect(landed).not.toHaveProperty("subjects");
    const sealed = labelledRows(flights, joined.rows, { subject: ({ key }) => ({ "1": "ann" })[key] });
    expect([...(sealed.subjects ?? [])]).toEqual([["predictions/late/main/000001@2#2", "ann"]]);
  });

  it("come in columns of their types, with gaps; a column with a wrong value as it is, and none that is derived", async () => {
    const { joined } = await joinedOf([whole, { ...whole, delay: 7.5 }]);
    const [batch] = await collect(labelledRows(flights, joined.rows).batches());
    expect(Object.entries(batch?.columns ?? {}).map(([name, { type }]) => [name, type])).toEqual([
      ["departedAt", "time"],
      ["origin", "text"],
      ["distance", "integer"],
      ["charter", "boolean"],
      ["delay", "other"],
      ["diverted", "boolean"],
    ]);
  });

  it("come in batches, each with rows and positions of its own", async () => {
    const { joined } = await joinedOf([whole]);
    const [one] = joined.rows;
    if (one === undefined) throw new Error("Expected a row");
    const many = Array.from({ length: 8193 }, (_, index) => ({
      ...one,
      prediction: { ...one.prediction, position: `here#${index}` },
    }));
    const batches = await collect(labelledRows(flights, many).batches());
    expect(batches.map(({ length, positions }) => [length, positions?.[0], positions?.length])).toEqual([
      [8192, "here#0", 8192],
      [1, "here#8192", 1],
    ]);
  });

  it("may be none", async () => {
    const { joined } = await joinedOf([undefined]);
    expect(await collect(labelledRows(flights, joined.rows).batches())).toEqual([]);
  });
});
