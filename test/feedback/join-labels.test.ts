import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryStore, createSimulatedClock } from "../../src/core/index.js";
import {
  createLabelLog,
  createPredictionLog,
  joinLabels,
  readLabels,
  readPredictions,
} from "../../src/feedback/index.js";
import type { Label, Prediction } from "../../src/model/index.js";
import { DDSketch } from "../../src/stats/index.js";
import { collect, hour, labelOf, predictionOf, start } from "./make.js";

const prediction = (key: string, more: Partial<Prediction> = {}): Prediction => ({
  ...predictionOf(key),
  id: `id of ${key}`,
  ...more,
});
const label = (key: string, about: Label["prediction"], more: Partial<Label> = {}): Label => ({
  ...labelOf(key, about),
  receivedTime: start,
  id: `id of ${key}`,
  ...more,
});
const idsOf = (labels: readonly Label[]) => labels.map(({ id }) => id.slice("id of ".length));

describe("joining labels to predictions", () => {
  it("finds them by id or by the caller's key, and gives every prediction once", async () => {
    const { rows, coverage, orphans } = await joinLabels({
      predictions: ["a", "b", "c"].map((key) => prediction(key)),
      labels: [label("1", { id: "id of a" }), label("2", { key: "c" }), label("3", { key: "d" })],
    });
    expect(rows.map(({ prediction: { key }, label }) => [key, label?.id])).toEqual([
      ["a", "id of 1"],
      ["b", undefined],
      ["c", "id of 2"],
    ]);
    expect(coverage).toBe(2 / 3);
    expect(idsOf(orphans)).toEqual(["3"]);
  });

  it("gives a shadow the label of the request it shadowed, whichever of both a label names", async () => {
    const predictions = [
      prediction("a"),
      prediction("a#shadow", { arm: "shadow", shadowOf: "id of a" }),
      prediction("b"),
      prediction("b#shadow", { arm: "shadow", shadowOf: "id of b" }),
    ];
    const labels = [label("1", { key: "a" }), label("2", { id: "id of b#shadow" })];
    const { rows, coverage, labelDelay } = await joinLabels({ predictions, labels });
    expect(rows.map(({ label, request }) => [label?.id, request])).toEqual([
      ["id of 1", "id of a"],
      ["id of 1", "id of a"],
      ["id of 2", "id of b"],
      ["id of 2", "id of b"],
    ]);
    expect(coverage).toBe(1);
    expect(DDSketch.fromJSON(labelDelay).count).toBe(2);
    // The shadows alone are joined as well.
    const shadows = await joinLabels({ predictions: predictions.filter(({ arm }) => arm === "shadow"), labels });
    expect(shadows.rows.map(({ label }) => label?.id)).toEqual([undefined, "id of 2"]);
  });

  it("tells how many requests have a label and how long labels take, a correction being no delay", async () => {
    const { coverage, labelDelay } = await joinLabels({
      predictions: [prediction("a"), prediction("b"), prediction("b#shadow", { arm: "shadow", shadowOf: "id of b" })],
      labels: [
        label("1", { key: "a" }, { knownTime: start + 2 * hour }),
        label("2", { key: "a" }, { knownTime: start + 500 * hour, source: "expert", supersedes: "id of 1" }),
      ],
    });
    expect(coverage).toBe(0.5);
    const delay = DDSketch.fromJSON(labelDelay);
    expect([delay.count, delay.minimum, delay.maximum]).toEqual([1, 2 * hour, 2 * hour]);
    const empty = await joinLabels({ predictions: [], labels: [] });
    expect([empty.coverage, DDSketch.fromJSON(empty.labelDelay).count]).toEqual([undefined, 0]);
  });

  it("keeps late labels apart, but takes what people say at any time", async () => {
    const joined = await joinLabels({
      predictions: [prediction("a"), prediction("b")],
      labels: [
        label("in time", { key: "a" }, { knownTime: start + 24 * hour }),
        label("late", { key: "b" }, { knownTime: start + 24 * hour + 1 }),
        label("person", { key: "b" }, { knownTime: start + 99 * hour, source: "expert" }),
      ],
      horizonMilliseconds: 24 * hour,
    });
    expect(joined.rows.map(({ label }) => label?.id)).toEqual(["id of in time", "id of person"]);
    expect(idsOf(joined.late)).toEqual(["late"]);
    for (const horizonMilliseconds of [-1, Number.NaN])
      await expect(joinLabels({ predictions: [], labels: [], horizonMilliseconds })).rejects.toThrow("at least 0");
  });

  it("counts the horizon from the request, not from what was said of it later", async () => {
    const joined = await joinLabels({
      predictions: [
        prediction("a"),
        prediction("a#shadow", { arm: "shadow", shadowOf: "id of a", eventTime: start + 2 * hour }),
      ],
      labels: [label("1", { key: "a" }, { knownTime: start + 25 * hour })],
      horizonMilliseconds: 24 * hour,
    });
    expect([idsOf(joined.late), joined.coverage]).toEqual([["1"], 0]);
  });

  it("lets a label take the place of one that was given to the wrong prediction", async () => {
    const { rows, coverage } = await joinLabels({
      predictions: [prediction("a"), prediction("b")],
      labels: [label("wrong", { key: "a" }), label("right", { key: "b" }, { supersedes: "id of wrong" })],
    });
    expect(rows.map(({ label, superseded }) => [label?.id, idsOf(superseded)])).toEqual([
      [undefined, ["wrong"]],
      ["id of right", []],
    ]);
    expect(coverage).toBe(0.5);
  });

  it("takes an orphan up once its prediction is there", async () => {
    const store = createMemoryStore();
    const labels = await createLabelLog({ store, name: "late" });
    labels.record(labelOf("a#landed", { key: "a" }));
    await labels.close();
    const join = () => joinLabels({ predictions: readPredictions(store, "late"), labels: readLabels(store, "late") });
    expect((await join()).orphans).toHaveLength(1);
    const predictions = await createPredictionLog({ store, name: "late" });
    predictions.write(predictionOf("a"));
    await predictions.close();
    expect(await join()).toMatchObject({ orphans: [], coverage: 1 });
  });

  it("takes a request that was retried after a restart for one, whichever log it stands in", async () => {
    const store = createMemoryStore();
    for (const version of ["late@1", "late@2"]) {
      const log = await createPredictionLog({ store, name: "late" });
      const { id } = log.write(predictionOf("a", { version }));
      log.write(predictionOf("a", { arm: "shadow", version: "late@3", shadowOf: id }));
      await log.close();
    }
    const logged = await collect(readPredictions(store, "late"));
    // The same request in a topic, read before.
    const again = logged.map((one) => ({ ...one, position: "kafka:predictions/0@1042" }));
    const labels = [label("1", { id: logged[0]?.id ?? "" })];
    const { rows, orphans, coverage } = await joinLabels({ predictions: [...again, ...logged], labels });
    expect([orphans, coverage]).toEqual([[], 1]);
    expect(
      rows.map(({ prediction: { arm, version, position }, label }) => [arm, version, position, label?.id]),
    ).toEqual([
      ["champion", "late@1", "kafka:predictions/0@1042", "id of 1"],
      ["shadow", "late@3", "kafka:predictions/0@1042", "id of 1"],
    ]);
  });

  it("takes a label that names a key for every model that answered the request", async () => {
    const { rows, coverage, orphans } = await joinLabels({
      predictions: [prediction("a"), prediction("a", { id: "other", model: "diverted" }), prediction("b")],
      labels: [label("1", { key: "a" }), label("1", { key: "a" }), label("2", { id: "other" })],
    });
    expect(rows.map(({ counted, superseded }) => idsOf([...counted, ...superseded]))).toEqual([["1"], ["2", "1"], []]);
    expect([coverage, orphans]).toEqual([2 / 3, []]);
  });

  it("does not count a label that states nothing", async () => {
    const { rows, coverage, orphans } = await joinLabels({
      predictions: [prediction("a"), prediction("b"), prediction("c")],
      labels: [
        label("1", { key: "a" }, { values: { delay: null } }),
        label("2", { key: "b" }, { values: {} }),
        label("3", { key: "c" }, { values: { delay: null, diverted: false } }),
      ],
    });
    expect(rows.map(({ label, superseded }) => [label?.values, idsOf(superseded)])).toEqual([
      [undefined, ["1"]],
      [undefined, ["2"]],
      [{ diverted: false }, []],
    ]);
    expect([coverage, orphans]).toEqual([1 / 3, []]);
  });

  it("says about how many requests people disagree", async () => {
    const said = (key: string, delay: number) =>
      label(`${key} ${delay}`, { key }, { source: "expert", values: { delay } });
    const joined = await joinLabels({
      predictions: [
        prediction("a"),
        prediction("a#shadow", { arm: "shadow", shadowOf: "id of a" }),
        prediction("b"),
        prediction("c"),
      ],
      labels: [said("a", 7), said("a", 9), said("b", 7), said("c", 7)],
    });
    expect(joined.disputed).toBe(1);
    expect(joined.rows.map(({ disputed }) => disputed)).toEqual([["delay"], ["delay"], [], []]);
  });

  it("reads last week's numbers as they were last week", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock(start + hour);
    const predictions = await createPredictionLog({ store, name: "late", clock });
    for (const key of ["a", "b"]) predictions.write(predictionOf(key));
    await predictions.close();
    const labels = await createLabelLog({ store, name: "late", clock });
    const { id } = labels.record(labelOf("a#landed", { key: "a" }, { values: { delay: 1447 } }));
    clock.advance(168 * hour);
    labels.record(labelOf("b#landed", { key: "b" }, { knownTime: clock.now() }));
    await labels.correct(id, { values: { delay: 7 }, actor: "ann", reason: "past midnight" });
    await labels.close();
    const delays = async (asOf: number) => {
      const joined = await joinLabels({
        predictions: readPredictions(store, "late"),
        labels: readLabels(store, "late", { asOf }),
      });
      return joined.rows.map(({ label }) => label?.values.delay);
    };
    expect(await delays(start + hour)).toEqual([1447, undefined]);
    expect(await delays(clock.now())).toEqual([7, 7]);
  });
});

describe("any predictions and labels", () => {
  it("are joined as a search through all of them would, and no label is lost or doubled", async () => {
    const keys = ["a", "b", "c", "d"];
    const given = fc.record({
      predictions: fc.array(fc.constantFrom(...keys), { maxLength: 8 }),
      labels: fc.array(
        fc.record({
          about: fc.constantFrom(...keys),
          by: fc.constantFrom("id", "key"),
          hours: fc.nat(40),
          source: fc.constantFrom("expert" as const, "outcome" as const, "user" as const),
        }),
        { maxLength: 12 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(given, async (drawn) => {
        const predictions = drawn.predictions.map((key) => prediction(key));
        const firstOf = (key: string) => predictions.find((one) => one.key === key);
        const labels = drawn.labels.map(({ about, by, hours, source }, index) =>
          label(`${index}`, by === "key" ? { key: about } : { id: firstOf(about)?.id ?? "none" }, {
            knownTime: start + hours * hour,
            receivedTime: index,
            source,
          }),
        );
        const joined = await joinLabels({ predictions, labels, horizonMilliseconds: 24 * hour });
        expect(joined.rows.map(({ prediction: { key } }) => key)).toEqual([...new Set(drawn.predictions)]);
        const told: Label[] = [...joined.orphans, ...joined.late];
        for (const { counted, superseded, prediction: one } of joined.rows) {
          told.push(...counted, ...superseded);
          const about = labels.filter(
            ({ prediction, knownTime, source }) =>
              ("key" in prediction ? prediction.key === one.key : prediction.id === one.id) &&
              (source === "expert" || knownTime <= start + 24 * hour),
          );
          expect(new Set([...counted, ...superseded])).toEqual(new Set(about));
          expect(counted.length).toBe(about.length > 0 ? 1 : 0);
        }
        expect(told.length).toBe(labels.length);
        expect(new Set(told).size).toBe(labels.length);
      }),
      { numRuns: 100 },
    );
  });
});
