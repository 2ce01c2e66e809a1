import {
  createMemoryHistory,
  createRowFeaturizer,
  features,
  fitFeatures,
  type HistoryStore,
} from "golden-pipeline/features";
import { describe, expect, it } from "vitest";
import { batchOf, flights, schedule, start } from "../../features/flights.js";

const rows = schedule(60);
const plain = features(flights, (flight) => ({
  distance: flight.distance.standardize(),
  taxi: flight.taxi,
  carrier: flight.carrier.oneHot(),
}));
const looking = features(flights, (flight) => ({
  recent: flight.origin.history({ window: "6h" }).mean("delay"),
  lately: flight.origin.history({ window: "1h" }).mean("delay"),
  carrier: flight.carrier.history({ window: "6h" }).mean("delay"),
}));
const featurizePlain = createRowFeaturizer(fitFeatures(plain, { rows: batchOf(rows) }));
const featurize = createRowFeaturizer(fitFeatures(looking, { rows: batchOf(rows) }));
const row = { departedAt: new Date(start + 3_600_000), origin: "ATL", carrier: "AA", distance: 500, taxi: 4 };

/** A history that answers later, as one behind a network does. */
const slow = (history: HistoryStore): HistoryStore => ({
  specificationVersion: "v1",
  record: async (entries) => history.record(entries),
  read: async (...window) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return { values: [...Array.from((await history.read(...window)).values)] };
  },
});
const never: HistoryStore = { specificationVersion: "v1", record: () => {}, read: () => new Promise(() => {}) };

describe("one row's features", () => {
  it("come at once without histories and from a memory history, later from one that takes time, all the same", async () => {
    const history = createMemoryHistory();
    expect(featurizePlain(row)).not.toBeInstanceOf(Promise);
    const now = featurize(row, history);
    expect(now).not.toBeInstanceOf(Promise);
    expect(featurize(row, slow(history))).toBeInstanceOf(Promise);
    expect(await featurize(row, slow(history))).toEqual(now);
  });

  it("name what was missing: it stands as NaN or as no category", () => {
    const { matrix, missing } = featurizePlain({ ...row, taxi: null, carrier: undefined }) as Awaited<
      ReturnType<typeof featurizePlain>
    >;
    expect(missing).toEqual(["taxi", "carrier"]);
    expect(matrix.columns[1]).toEqual({ type: "number", name: "taxi", values: Float64Array.of(Number.NaN) });
    expect(matrix.columns[2]).toMatchObject({ codes: Int32Array.of(-1) });
    expect(featurizePlain({ ...row, carrier: "unheard of" })).toMatchObject({ missing: [] });
  });

  it("take the caller's defaults for what is missing, in the feature's own unit, and still name it", async () => {
    const absent = { ...row, distance: null, taxi: null, carrier: null };
    const { matrix, missing } = await featurizePlain(absent, undefined, {
      defaults: { distance: 500, taxi: 7, carrier: "AA" },
    });
    expect(missing).toEqual(["distance", "taxi", "carrier"]);
    const present = await featurizePlain({ ...row, taxi: 7 });
    expect(matrix).toEqual(present.matrix);
    expect((await featurizePlain(row, undefined, { defaults: { taxi: 7 } })).matrix).toEqual(
      (await featurizePlain(row)).matrix,
    );
  });

  it("refuse defaults for no feature and of the wrong type", () => {
    expect(() => featurizePlain(row, undefined, { defaults: { taxis: 7 } })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [features] Expected \`defaults\` for distance, taxi, carrier, got "taxis" (string)]`,
    );
    expect(() => featurizePlain(row, undefined, { defaults: { carrier: 7 } })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [features carrier] Expected \`defaults.carrier\` to be a string, got 7 (number)]`,
    );
  });

  it("look back from the event time, or from the moment that the caller states", async () => {
    const history = createMemoryHistory();
    const asked: number[] = [];
    const spy: HistoryStore = {
      ...history,
      read: (series, key, at, window) => {
        asked.push(at);
        return history.read(series, key, at, window);
      },
    };
    await featurize(row, spy);
    await featurize(row, spy, { at: new Date(5) });
    await featurize(row, spy, { at: 6 });
    expect(asked).toEqual([start + 3_600_000, 5, 6].flatMap((at) => [at, at, at]));
  });

  it("ask no history for a key or a time that is missing", async () => {
    const asked: string[] = [];
    const spy: HistoryStore = {
      specificationVersion: "v1",
      record: () => {},
      read: (_, key) => {
        asked.push(key);
        return { values: [1] };
      },
    };
    expect((await featurize({ ...row, carrier: null }, spy)).missing).toEqual(["carrier"]);
    expect(asked).toEqual(["ATL", "ATL"]);
    expect((await featurize({ ...row, departedAt: null }, spy)).missing).toEqual(["recent", "lately", "carrier"]);
    expect((await featurize({ ...row, departedAt: new Date(Number.NaN) }, spy)).missing).toHaveLength(3);
    expect(asked).toHaveLength(2);
  });

  it("need a history store when features look back", () => {
    expect(() => featurize(row)).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [features] Expected \`history\`, as these features look at earlier rows, got undefined]`,
    );
  });

  it("stop waiting when the signal is aborted, with its reason and no other error", async () => {
    const reason = new Error("too late");
    expect(() => featurize(row, never, { signal: AbortSignal.abort(reason) })).toThrow(reason);
    const controller = new AbortController();
    const waiting = featurize(row, never, { signal: controller.signal });
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    const broken: HistoryStore = { specificationVersion: "v1", record: () => {}, read: () => Promise.reject(reason) };
    await expect(featurize(row, broken, { signal: new AbortController().signal })).rejects.toBe(reason);
  });
});
