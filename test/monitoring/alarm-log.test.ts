import { createMemoryStore, type Json } from "golden-pipeline";
import { createAlarms } from "golden-pipeline/monitoring";
import { describe, expect, it } from "vitest";
import { alarmFold } from "../../src/monitoring/alarm-log.js";
import { brokenReport } from "./make.js";

/** Alarms whose log another program wrote one event into. */
async function alarmsAfter(type: string, data: Json) {
  const store = createMemoryStore();
  await store.append("alarms/model", [{ type, time: 0, data }]);
  return createAlarms({ store });
}

const event = (type: string, data: Json) =>
  ({ type, data, time: 5, sequence: 1, hash: "sha256:7", previous: "sha256:6" }) as const;
const resolved = (since: number): Json => ({
  alarm: { id: `x@${since}`, rule: "x", state: "resolved", since, message: "", numbers: {} },
});

describe("the log of alarms", () => {
  it("may hold events of newer writers, which are passed over", async () => {
    for (const type of ["alarm-praised", "constructor"]) {
      const alarms = await alarmsAfter(type, null);
      expect(await alarms.update(brokenReport(0))).toMatchObject([{ rule: "quality", state: "firing" }]);
    }
  });

  const alarm = { rule: "x", state: "firing", since: 1 };
  const { rule: _rule, ...nameless } = alarm;
  const { state: _state, ...stateless } = alarm;
  const { since: _since, ...timeless } = alarm;
  const foreign: Readonly<Record<string, readonly Json[]>> = {
    "window-checked": [null, "text", {}, { window: 1 }, { window: 1, rules: null }, { window: "1", rules: {} }],
    "alarm-raised": [
      null,
      {},
      { alarm: null },
      { alarm: "x" },
      ...[nameless, stateless, timeless].map((alarm) => ({ alarm })),
    ],
    "alarm-resolved": [{ alarm: nameless }],
    "alarm-acknowledged": [{}, { rule: "x" }, { by: "ann" }, { rule: 7, by: "ann" }],
    "alarms-told": [{}, { told: "x" }, { told: null }],
  };
  for (const [type, wrong] of Object.entries(foreign))
    it(`is damaged when ${type} is not what its type says`, async () => {
      for (const data of wrong)
        await expect((await alarmsAfter(type, data)).list(), JSON.stringify(data)).rejects.toMatchObject({
          code: "damaged",
        });
    });

  it("is not changed by an acknowledgement of what is no alarm any more", () => {
    const rules = { x: { window: 1, seen: 0, clear: 0, alarm: null } };
    const state = alarmFold.apply(alarmFold.initial, event("window-checked", { window: 1, rules }));
    for (const rule of ["x", "y", "constructor"])
      expect(alarmFold.apply(state, event("alarm-acknowledged", { rule, by: "ann" }))).toEqual(state);
  });

  it("keeps the newest thousand of those that are over, and as many that nobody was told of", () => {
    let state = alarmFold.initial;
    for (let since = 0; since <= 1000; since++)
      state = alarmFold.apply(state, event("alarm-resolved", resolved(since)));
    expect([state.resolved.length, state.resolved[0]?.since, state.resolved.at(-1)?.since]).toEqual([1000, 1, 1000]);
    expect([state.untold.length, state.untold[0]?.alarm.since]).toEqual([1000, 1]);
    const told = alarmFold.apply(state, event("alarms-told", { told: ["x@1 resolved", "x@2 firing"] }));
    expect(told.untold.map(({ alarm: { since } }) => since).slice(0, 2)).toEqual([2, 3]);
    expect(told.untold).toHaveLength(999);
  });
});
