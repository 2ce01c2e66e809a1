import { describe, expect, it } from "vitest";
import { createMemoryStore, createSimulatedClock, type Store } from "../../src/core/index.js";
import { type RetrainOptions, retrainWhen } from "../../src/feedback/index.js";

const day = 86_400_000;

function house(options: Partial<RetrainOptions> = {}) {
  const store = createMemoryStore();
  const clock = createSimulatedClock(0);
  const open = () => retrainWhen({ store, name: "late-flights", clock, everyDays: 30, ...options });
  return { store, clock, open };
}

describe("retraining by schedule", () => {
  it("is due at once, and then when the days are over", async () => {
    const { clock, open } = house();
    expect(await open().claim()).toEqual({ claimed: true, reason: "every 30 days" });
    clock.advance(30 * day - 1);
    expect(await open().claim()).toEqual({ claimed: false, reason: "nothing is due" });
    clock.advance(1);
    expect((await open().claim()).claimed).toBe(true);
  });

  it("must be able to become due", () => {
    for (const everyDays of [0, -1, Number.NaN])
      expect(() => house({ everyDays }).open()).toThrow("`everyDays` above 0");
    const store = createMemoryStore();
    expect(() => retrainWhen({ store, name: "late", onAlarm: false })).toThrow("`everyDays`, or `onAlarm`");
  });
});

describe("retraining by alarm", () => {
  const alarm = (rule: string, since: number, state = "firing") => ({ rule, since, state });

  it("asks once for each alarm, again only when it was over in between", async () => {
    const { clock, open } = house();
    await open().claim();
    const claimedFor = async (...alarms: ReturnType<typeof alarm>[]) => {
      clock.advance(day);
      const { claimed, reason } = await open().claim(alarms);
      return claimed ? reason : undefined;
    };
    expect(await claimedFor(alarm("calibration", 1, "pending"))).toBeUndefined();
    expect(await claimedFor(alarm("calibration", 1))).toBe("alarm: calibration");
    expect(await claimedFor(alarm("calibration", 1))).toBeUndefined();
    expect(await claimedFor(alarm("psi", 3), alarm("calibration", 1))).toBe("alarm: psi");
    expect(await claimedFor(alarm("calibration", 1, "resolved"))).toBeUndefined();
    expect(await claimedFor(alarm("calibration", 6))).toBe("alarm: calibration");
  });

  it("may be by rule alone, or not at all", async () => {
    const { open } = house();
    const { open: deaf } = house({ onAlarm: false });
    for (const each of [open, deaf]) await each().claim();
    expect((await open().claim([{ rule: "psi" }])).reason).toBe("alarm: psi");
    expect((await open().claim([{ rule: "psi" }])).claimed).toBe(false);
    expect((await deaf().claim([{ rule: "psi" }])).claimed).toBe(false);
  });
});

describe("a run that was cut off", () => {
  it("gets the decision it got before, whatever was decided since", async () => {
    const { clock, open } = house();
    const runs = ["2001-01", "2001-02", "2001-03"];
    const decide = async (runId: string, alarms: { rule: string }[]) => (await open().claim(alarms, { runId })).reason;
    const first: string[] = [];
    for (const [index, runId] of runs.entries()) {
      first.push(await decide(runId, index === 1 ? [] : [{ rule: `alarm ${index}` }]));
      clock.advance(10 * day);
    }
    expect(first).toEqual(["alarm: alarm 0", "nothing is due", "alarm: alarm 2"]);
    clock.advance(100 * day);
    for (const [index, runId] of runs.entries()) expect(await decide(runId, [{ rule: "new" }])).toBe(first[index]);
    expect((await open().claim([], { runId: "constructor" })).claimed).toBe(true);
  });
});

/** A store in which somebody else writes just before this one's next append. */
function interrupted(store: Store, interrupt: () => Promise<unknown>): Store {
  let done = false;
  return {
    ...store,
    async append(log, events, options) {
      if (!done) {
        done = true;
        await interrupt();
      }
      return store.append(log, events, options);
    },
  };
}

describe("processes that ask at once", () => {
  it("get one claim between them", async () => {
    const { store, clock, open } = house();
    for (let round = 1; round <= 5; round++) {
      clock.advance(30 * day);
      const decisions = await Promise.all(Array.from({ length: 6 }, () => open().claim([{ rule: `alarm ${round}` }])));
      expect(decisions.filter(({ claimed }) => claimed)).toHaveLength(1);
      expect((await store.head("retrain/late-flights")).sequence).toBe(round);
    }
  });

  it("also when one of them sees an alarm that the other did not, and when each names its run", async () => {
    const { store, clock, open } = house();
    const slow = retrainWhen({
      store: interrupted(store, () => open().claim([], { runId: "fast" })),
      name: "late-flights",
      clock,
      everyDays: 30,
    });
    expect(await slow.claim([{ rule: "psi" }], { runId: "slow" })).toEqual({
      claimed: false,
      reason: "another process claimed it",
    });
    expect((await open().claim([], { runId: "fast" })).claimed).toBe(true);
  });

  it("are not put off by somebody who was told that nothing is due", async () => {
    const { store, clock, open } = house();
    await open().claim();
    const busy = retrainWhen({
      store: interrupted(store, () => open().claim([], { runId: "other" })),
      name: "late-flights",
      clock,
      everyDays: 30,
    });
    expect(await busy.claim([{ rule: "psi" }])).toEqual({ claimed: true, reason: "alarm: psi" });
  });
});
