import { describe, expect, it } from "vitest";
import { createMemoryStore, createSimulatedClock, type Json } from "../../src/core/index.js";
import { retrainWhen } from "../../src/feedback/index.js";
import { type RetrainState, retrainFold } from "../../src/feedback/retrain-log.js";

const event = (type: string, data: Json, sequence = 9) =>
  ({ type, data, sequence, time: 70, hash: "sha256:7", previous: "sha256:6" }) as const;
const claimed = event("retrain-claimed", { reason: "every 30 days", until: 10, attempt: 1 }, 1);
const { initial } = retrainFold;
const open: RetrainState = retrainFold.apply(initial, claimed);

describe("the log of trainings", () => {
  it("names no run for a claim that was made without one", () => {
    expect(open).toEqual({
      open: { claim: 1, reason: "every 30 days", until: 10, attempt: 1 },
      completed: null,
      done: [],
      decisions: {},
    });
  });

  it("is not changed by what is said of a claim that is not open", () => {
    for (const state of [initial, open])
      for (const said of [
        event("retrain-renewed", { claim: 2, until: 99 }),
        event("retrain-failed", { claim: 2, reason: "no memory" }),
        event("retrain-completed", { claim: 2 }),
      ])
        expect(retrainFold.apply(state, said)).toEqual(state);
  });

  it("keeps of a training that failed what asked for it, and of one that was completed when", () => {
    expect(retrainFold.apply(open, event("retrain-failed", { claim: 1, reason: "no memory" }))).toEqual({
      ...open,
      open: { ...open.open, until: 0 },
    });
    expect(retrainFold.apply(open, event("retrain-completed", { claim: 1 }))).toEqual({
      ...open,
      open: null,
      completed: 70,
      done: [1],
    });
  });

  it("may hold events of newer writers, which are passed over", async () => {
    const store = createMemoryStore();
    for (const type of ["retrain-praised", "constructor"])
      await store.append("retrain/late", [{ type, time: 0, data: null }]);
    const retrain = retrainWhen({ store, name: "late", everyDays: 30, clock: createSimulatedClock(0) });
    expect(await retrain.claim()).toMatchObject({ claimed: true, claim: "retrain/late@3" });
  });

  it("is damaged when an event is not what its type says", async () => {
    for (const data of [null, "text", 7, {}, { claim: 1 }, { claim: "1", until: 5 }, { until: 5 }]) {
      const store = createMemoryStore();
      await store.append("retrain/late", [{ type: "retrain-renewed", time: 0, data }]);
      const retrain = retrainWhen({ store, name: "late", everyDays: 30 });
      await expect(retrain.claim(), JSON.stringify(data)).rejects.toMatchObject({ code: "damaged" });
    }
  });
});
