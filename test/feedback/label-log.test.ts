import { describe, expect, it } from "vitest";
import { createMemoryStore, createSimulatedClock, readRow, type Store } from "../../src/core/index.js";
import {
  createLabelLog,
  createPredictionLog,
  type NewLabel,
  readLabels,
  readPredictions,
} from "../../src/feedback/index.js";
import { type Label, labelId } from "../../src/model/index.js";
import { collect, hour, labelOf, predictionOf, start } from "./make.js";

const about = { key: "a" };

async function openLog(writer = "main", store = createMemoryStore()) {
  const clock = createSimulatedClock(start + 2 * hour);
  return { store, clock, log: await createLabelLog({ store, name: "late", writer, clock }) };
}

const find = async (store: Store, id: string): Promise<Label | undefined> =>
  (await collect(readLabels(store, "late"))).find((label) => label.id === id);

describe("a label log", () => {
  it("keeps what was said with when it was received, each key once", async () => {
    const { store, log, clock } = await openLog();
    const { id } = log.record(labelOf("a#landed", about));
    expect(id).toBe(labelId("late", "a#landed"));
    expect(log.record(labelOf("a#landed", about, { values: { delay: 9 } })).id).toBe(id);
    await log.close();
    await expect(readRow(store, "labels/late/main/000001@2#1")).rejects.toMatchObject({ code: "missing" });
    const restarted = await createLabelLog({ store, name: "late", clock });
    expect(restarted.record(labelOf("a#landed", about)).id).toBe(id);
    await restarted.close();
    expect(await collect(readLabels(store, "late"))).toEqual([
      {
        ...labelOf("a#landed", about),
        id,
        position: "labels/late/main/000001@2#0",
        receivedTime: start + 2 * hour,
      },
    ]);
  });

  it("corrects by a label that supersedes: who, why, and only the values that change", async () => {
    const { store, clock, log } = await openLog();
    const { id } = log.record(labelOf("a#landed", about, { values: { delay: 1447, diverted: false }, tenant: "acme" }));
    clock.advance(hour);
    const correction = { values: { delay: 7 }, actor: "ann", reason: "the clock ran past midnight" };
    const corrected = await log.correct(id, correction);
    await log.flush();
    expect(await find(store, corrected.id)).toMatchObject({
      values: { delay: 7, diverted: false },
      source: "expert",
      supersedes: id,
      prediction: about,
      actor: "ann",
      reason: "the clock ran past midnight",
      tenant: "acme",
      eventTime: start,
      knownTime: start + 3 * hour,
    });
    clock.advance(hour);
    expect(await log.correct(id, correction)).toEqual(corrected);
    expect(await log.correct(id, { ...correction, values: { delay: 8 } })).not.toEqual(corrected);
    await log.close();
  });

  it("corrects what another writer said, and a correction, by id or by the label that was read", async () => {
    const { store, log } = await openLog("feed");
    log.record(labelOf("a#landed", about));
    await log.close();
    const [read] = await collect(readLabels(store, "late"));
    const people = await openLog("people", store);
    const first = await people.log.correct(read as Label, { values: { delay: 8 }, actor: "ann", reason: "seen" });
    const second = await people.log.correct(first.id, { values: { delay: 9 }, actor: "ben", reason: "seen better" });
    await people.log.close();
    expect(await find(store, first.id)).toMatchObject({ supersedes: read?.id, values: { delay: 8 } });
    expect(await find(store, second.id)).toMatchObject({ supersedes: first.id, values: { delay: 9 } });
  });

  it("refuses a correction of nothing, without a reason, or of a label of another name", async () => {
    const { store, log } = await openLog();
    const { id } = log.record(labelOf("a#landed", about));
    const others = await createLabelLog({ store, name: "early" });
    others.record(labelOf("a#landed", about));
    await others.close();
    const [other] = await collect(readLabels(store, "early"));
    const correction = { values: { delay: 7 }, actor: "ann", reason: "seen" };
    await expect(log.correct(id, { ...correction, reason: " " })).rejects.toThrow("`reason` of the correction");
    for (const actor of ["", undefined as unknown])
      await expect(Reflect.apply(log.correct, log, [id, { ...correction, actor }])).rejects.toThrow(
        "`actor` of the correction",
      );
    await expect(log.correct(other as Label, correction)).rejects.toThrow("a label of late");
    await expect(log.correct(other?.id ?? "", correction)).rejects.toMatchObject({ code: "missing" });
    await log.close();
  });

  it("takes every day of a simulated time from 0, and so does a prediction log", async () => {
    const [store, clock] = [createMemoryStore(), createSimulatedClock(0)];
    const labels = await createLabelLog({ store, name: "late", clock });
    const predictions = await createPredictionLog({ store, name: "late", clock });
    for (let day = 0; day < 60; day++) {
      const times = { eventTime: clock.now(), knownTime: clock.now() };
      labels.record({ ...labelOf(`${day}`, about), ...times });
      predictions.write({ ...predictionOf(`${day}`), ...times, receivedTime: clock.now() });
      clock.advance(24 * hour);
    }
    for (const log of [labels, predictions]) await log.close();
    expect(await collect(readLabels(store, "late"))).toHaveLength(60);
    expect(await collect(readPredictions(store, "late"))).toHaveLength(60);
  });

  it("refuses times that are no milliseconds since 1970", async () => {
    const { log } = await openLog();
    const label = labelOf("a", about);
    expect(() => log.record({ ...label, eventTime: 1_700_000_000 })).toThrow(
      "`eventTime` to be milliseconds since 1970 (seconds?",
    );
    expect(() => log.record({ ...label, knownTime: new Date(0) as never })).toThrow("`getTime()`");
  });

  it("refuses what is no label, and says which field is missing", async () => {
    const { log } = await openLog();
    const { knownTime: _, ...timeless } = labelOf("a", about);
    expect(() => log.record(timeless as NewLabel)).toThrow(
      "[labels late] Expected `knownTime` to be milliseconds since 1970, got undefined",
    );
    expect(() => log.record(labelOf("a", {} as Label["prediction"]))).toThrow(
      "`prediction` to be `{ id }` or `{ key }`",
    );
    expect(() => log.record(labelOf("a", about, { source: "customer" as "user" }))).toThrow("`source` to be one of");
    await log.close();
  });

  it("reads what is about a time, its beginning and not its end", async () => {
    const { store, log } = await openLog();
    for (let index = 0; index < 4; index++) log.record(labelOf(`${index}`, about, { eventTime: start + index * hour }));
    await log.close();
    const read = await collect(readLabels(store, "late", { from: start + hour, to: start + 3 * hour }));
    expect(read.map(({ key }) => key)).toEqual(["1", "2"]);
  });

  it("reads the labels as they were known at a moment", async () => {
    const { store, clock, log } = await openLog();
    const { id } = log.record(labelOf("a#landed", about, { knownTime: start + hour }));
    log.record(labelOf("b#landed", { key: "b" }, { knownTime: start + 9 * hour }));
    clock.set(start + 5 * hour);
    await log.correct(id, { values: { delay: 9 }, actor: "ann", reason: "seen" });
    await log.close();
    const known = async (hours: number) =>
      (await collect(readLabels(store, "late", { asOf: start + hours * hour }))).map(({ values, key }) => [
        key.split("#")[0],
        values.delay,
      ]);
    // Known at one o'clock, but nobody here had heard of it before two.
    expect(await known(1)).toEqual([]);
    expect(await known(2)).toEqual([["a", 7]]);
    expect(await known(5)).toEqual([
      ["a", 7],
      ["a", 9],
    ]);
    expect(await known(9)).toHaveLength(3);
    expect(await known(Number.POSITIVE_INFINITY)).toHaveLength(3);
    expect(await known(Number.NEGATIVE_INFINITY)).toEqual([]);
  });

  it("seals each label for its subject, a correction for that of the label it corrects", async () => {
    const store = createMemoryStore();
    const log = await createLabelLog({ store, name: "late", subject: ({ tenant }) => tenant });
    const ids = ["acme", "globex"].map((tenant) => log.record(labelOf(`a ${tenant}s`, about, { tenant })).id);
    const correction = { values: { delay: 9 }, actor: "ann", reason: "seen" };
    const corrected: string[] = [];
    for (const id of ids) corrected.push((await log.correct(id, correction)).id);
    // An id that could be computed from what was said would tell it after the erasure.
    expect((await log.correct(ids[0] ?? "", correction)).id).not.toBe(corrected[0]);
    await log.close();
    await store.erase("acme");
    const erased: string[] = [];
    const labels = await collect(readLabels(store, "late", { onErased: (row) => erased.push(row) }));
    expect(labels.map(({ id }) => id)).toEqual([ids[1], corrected[1]]);
    expect(erased).toHaveLength(3);
    expect(() => log.record(labelOf("of acme", about, { tenant: "acme" }))).toThrow("does not name the row's subject");
  });

  it("is readable after its subject was erased, as far as others' labels go", async () => {
    const store = createMemoryStore();
    for (const subject of ["ann", "ben"]) {
      const log = await createLabelLog({ store, name: "late", subject });
      log.record(labelOf(`of${subject}`, about));
      await log.close();
    }
    await store.erase("ann");
    const erased: string[] = [];
    const labels = await collect(readLabels(store, "late", { onErased: (row) => erased.push(row) }));
    expect(labels.map(({ key }) => key)).toEqual(["ofben"]);
    expect(erased).toHaveLength(1);
  });
});
