import { describe, expect, it } from "vitest";
import { createMemoryStore, createSimulatedClock, readRow } from "../../src/core/index.js";
import { createLabelLog, createPredictionLog, readLabels } from "../../src/feedback/index.js";
import { collect, hour, labelOf, predictionOf, start } from "./make.js";

const about = { key: "a" };

async function openLog(writer = "main", store = createMemoryStore()) {
  const clock = createSimulatedClock(start + 2 * hour);
  return { store, clock, log: await createLabelLog({ store, name: "late", writer, clock }) };
}

describe("a label log", () => {
  it("keeps what was said with when it was received, each key once", async () => {
    const { store, log, clock } = await openLog();
    const { id } = log.record(labelOf("a#landed", about));
    expect(log.record(labelOf("a#landed", about, { values: { delay: 9 } })).id).toBe(id);
    await log.close();
    const restarted = await createLabelLog({ store, name: "late", clock });
    restarted.record(labelOf("a#landed", about));
    await restarted.close();
    expect(await collect(readLabels(store, "late"))).toEqual([
      { ...labelOf("a#landed", about), id, receivedTime: start + 2 * hour },
    ]);
  });

  it("corrects by a label that supersedes: who, why, and only the values that change", async () => {
    const { store, clock, log } = await openLog();
    const { id } = log.record(labelOf("a#landed", about, { values: { delay: 1447, diverted: false }, tenant: "acme" }));
    clock.advance(hour);
    const correction = { values: { delay: 7 }, actor: "ann", reason: "the clock ran past midnight" };
    const corrected = await log.correct(id, correction);
    await log.flush();
    expect(await readRow(store, corrected.id)).toMatchObject({
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

  it("corrects what another writer said, and a correction", async () => {
    const { store, log } = await openLog("feed");
    const { id } = log.record(labelOf("a#landed", about));
    await log.close();
    const people = await openLog("people", store);
    const first = await people.log.correct(id, { values: { delay: 8 }, actor: "ann", reason: "seen" });
    const second = await people.log.correct(first.id, { values: { delay: 9 }, actor: "ben", reason: "seen better" });
    await people.log.close();
    expect(await readRow(store, second.id)).toMatchObject({ supersedes: first.id, values: { delay: 9 } });
  });

  it("refuses a correction of nothing, without a reason, or of what is no label of its name", async () => {
    const { store, log } = await openLog();
    const predictions = await createPredictionLog({ store, name: "late" });
    const { id: prediction } = predictions.write(predictionOf("a"));
    await predictions.close();
    const { id } = log.record(labelOf("a#landed", about));
    const correction = { values: { delay: 7 }, actor: "ann", reason: "seen" };
    await expect(log.correct(id, { ...correction, reason: " " })).rejects.toThrow("`reason` of the correction");
    await expect(log.correct(id, { ...correction, actor: "" })).rejects.toThrow("`actor` of the correction");
    await expect(log.correct(prediction, correction)).rejects.toThrow("the id of a label of late");
    await expect(log.correct("labels/late-flights/main/000001@2#0", correction)).rejects.toThrow("the id of a label");
    await expect(log.correct("labels/late/main/000001@9#0", correction)).rejects.toMatchObject({ code: "missing" });
    await log.close();
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
  });

  it("is readable after its subject was erased, as far as others' labels go", async () => {
    const store = createMemoryStore();
    for (const subject of ["ann", "ben"]) {
      const log = await createLabelLog({ store, name: "late", subject });
      log.record(labelOf(subject, about));
      await log.close();
    }
    await store.erase("ann");
    const erased: string[] = [];
    const labels = await collect(readLabels(store, "late", { onErased: (row) => erased.push(row) }));
    expect(labels.map(({ key }) => key)).toEqual(["ben"]);
    expect(erased).toHaveLength(1);
  });
});
