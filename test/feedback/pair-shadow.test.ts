import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type JoinedPrediction, joinLabels, pairShadow } from "../../src/feedback/index.js";
import { model, type Prediction } from "../../src/model/index.js";
import { contract } from "../../src/schema/index.js";
import { hour, labelOf, predictionOf, start } from "./make.js";

const flights = contract(
  "flights",
  z.object({ departedAt: z.date(), origin: z.string(), landedAt: z.date().nullable(), delay: z.int() }),
  {
    eventTime: "departedAt",
    labels: {
      delay: { knownAt: (flight) => flight.departedAt.plusMinutes(60) },
      landedAt: { knownAt: (flight) => flight.departedAt.plusMinutes(60) },
    },
  },
);
const late = model("late", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });

interface Told {
  readonly key: string;
  readonly delay?: number;
  readonly live?: Partial<Prediction>;
  readonly shadow?: Partial<Prediction>;
}

/** Requests that a shadow, `late@2`, answered beside the champion, `late@1`. */
async function joinedOf(told: readonly Told[]): Promise<readonly JoinedPrediction[]> {
  const live = told.map(({ key, live }) => ({ ...predictionOf(key, { output: 0.2, ...live }), id: key }));
  const shadows = told.map(({ key, shadow }) => ({
    ...predictionOf(`${key}#shadow`, { arm: "shadow", version: "late@2", shadowOf: key, output: 0.6, ...shadow }),
    id: `${key}#shadow`,
  }));
  const labels = told.flatMap(({ key, delay }) =>
    delay === undefined
      ? []
      : [{ ...labelOf(key, { key }, { values: { delay } }), id: `label ${key}`, receivedTime: start }],
  );
  // Shadows answer later and in another order.
  return (await joinLabels({ predictions: [...live, ...shadows.reverse()], labels })).rows;
}

describe("a shadow's answers", () => {
  it("are paired with the champion's to the same labelled requests", async () => {
    const joined = await joinedOf([
      { key: "a", delay: 20, live: { cluster: "monday" }, shadow: { output: 0.9 } },
      { key: "b", live: { cluster: "monday" } },
      { key: "c", delay: 3, live: { output: 0.1, cluster: "tuesday" } },
    ]);
    const shared = { ids: ["c", "a"], targets: [0, 1], clusters: ["tuesday", "monday"], dataset: "live traffic" };
    expect(pairShadow(late, joined, { candidate: "late@2" })).toEqual({
      candidate: { ...shared, outputs: [0.6, 0.9] },
      champion: { ...shared, outputs: [0.1, 0.2] },
    });
  });

  it("are left out where there is nothing to compare", async () => {
    const joined = await joinedOf([
      { key: "canary", delay: 1, live: { arm: "canary", version: "late@2" } },
      { key: "champion fell back", delay: 1, live: { fallback: "timeout" } },
      { key: "shadow fell back", delay: 1, shadow: { fallback: "timeout" } },
      { key: "no output", delay: 1, shadow: { output: undefined } },
      { key: "other shadow", delay: 1, shadow: { version: "late@3" } },
      { key: "unlogged live answer", delay: 1, shadow: { shadowOf: "lost" } },
      { key: "good", delay: 1 },
    ]);
    expect(pairShadow(late, joined, { candidate: "late@2" }).candidate.ids).toEqual(["good"]);
    expect(pairShadow(late, joined, { candidate: "late@9" }).candidate.ids).toEqual([]);
  });

  it("are compared with one version, when it is named", async () => {
    const joined = await joinedOf([
      { key: "before", delay: 1 },
      { key: "after", delay: 1, live: { version: "late@4" } },
    ]);
    expect(pairShadow(late, joined, { candidate: "late@2" }).champion.ids).toEqual(["after", "before"]);
    expect(pairShadow(late, joined, { candidate: "late@2", champion: "late@4" }).champion.ids).toEqual(["after"]);
  });

  it("have the clusters of a given function, and none when some lack one", async () => {
    const joined = await joinedOf([
      { key: "a", delay: 1, live: { cluster: "monday" } },
      { key: "b", delay: 1 },
    ]);
    expect(pairShadow(late, joined, { candidate: "late@2" }).candidate).not.toHaveProperty("clusters");
    const paired = pairShadow(late, joined, { candidate: "late@2", cluster: ({ unit }) => `unit ${unit}` });
    expect(paired.champion.clusters).toEqual(["unit b", "unit a"]);
  });

  it("may be about a target that is computed from times, which stand in logs as text", async () => {
    const duration = model("duration", flights, {
      target: (flight) => flight.landedAt.minutesSince(flight.departedAt),
      kinds: [],
    });
    const predictions = [
      { ...predictionOf("a"), id: "a" },
      { ...predictionOf("s", { arm: "shadow", version: "duration@2", shadowOf: "a" }), id: "s" },
    ];
    const landed = labelOf("1", { key: "a" }, { values: { landedAt: new Date(start + hour).toISOString() } });
    const { rows } = await joinLabels({ predictions, labels: [{ ...landed, id: "1", receivedTime: start }] });
    expect(pairShadow(duration, rows, { candidate: "duration@2" }).candidate.targets).toEqual([60]);
    const nothing = labelOf("1", { key: "a" }, { values: { landedAt: null } });
    const unknown = await joinLabels({ predictions, labels: [{ ...nothing, id: "1", receivedTime: start }] });
    expect(pairShadow(duration, unknown.rows, { candidate: "duration@2" }).candidate.ids).toEqual([]);
  });
});
