import { describe, expect, it } from "vitest";
import { createMemoryStore, createSimulatedClock, type Store } from "../../src/core/index.js";
import type { RetrainAlarm, RetrainOptions } from "../../src/feedback/house.js";
import { type Retrain, retrainWhen } from "../../src/feedback/index.js";

const minute = 60_000;
const day = 24 * 60 * minute;

function house(options: Partial<RetrainOptions> = {}) {
  const store = createMemoryStore();
  const clock = createSimulatedClock(0);
  const open = () => retrainWhen({ store, name: "late-flights", clock, everyDays: 30, ...options });
  return { store, clock, open };
}

/** Claims and says at once that the training is done. */
async function train(retrain: Retrain, ...given: Parameters<Retrain["claim"]>) {
  const decision = await retrain.claim(...given);
  if (decision.claimed) await retrain.complete(decision.claim);
  return decision.claimed ? decision.reason : undefined;
}

async function claimOf(retrain: Retrain, ...given: Parameters<Retrain["claim"]>): Promise<string> {
  const decision = await retrain.claim(...given);
  if (!decision.claimed) throw new Error(decision.reason);
  return decision.claim;
}

describe("retraining by schedule", () => {
  it("is due at once, and then when the days since the last training are over", async () => {
    const { clock, open } = house();
    expect(await open().claim()).toEqual({
      claimed: true,
      reason: "every 30 days",
      claim: "retrain/late-flights@1",
      until: 360 * minute,
    });
    clock.advance(minute);
    await open().complete("retrain/late-flights@1");
    clock.advance(30 * day - 1);
    expect(await open().claim()).toEqual({ claimed: false, reason: "nothing is due" });
    clock.advance(1);
    expect((await open().claim()).claimed).toBe(true);
  });

  it("must be able to become due", () => {
    for (const wrong of [0, -1, Number.NaN]) {
      expect(() => house({ everyDays: wrong }).open()).toThrow("`everyDays` to be a finite number above 0");
      expect(() => house({ cooldownDays: wrong }).open()).toThrow("`cooldownDays` to be a finite number above 0");
      expect(() => house({ leaseMinutes: wrong }).open()).toThrow("`leaseMinutes` to be a finite number above 0");
    }
    const store = createMemoryStore();
    expect(() => retrainWhen({ store, name: "late", onAlarm: false })).toThrow("`everyDays`, or `onAlarm`");
  });
});

describe("retraining by alarm", () => {
  const alarm = (rule: string, since: number, state = "firing"): RetrainAlarm => ({ rule, since, state });

  it("is asked for by what began after the last training", async () => {
    const { clock, open } = house();
    clock.set(10);
    await train(open());
    const askedBy = async (...alarms: RetrainAlarm[]) => {
      clock.advance(10);
      return train(open(), alarms);
    };
    expect(await askedBy(alarm("calibration", 15, "pending"))).toBeUndefined();
    expect(await askedBy(alarm("calibration", 25))).toBe("alarm: calibration");
    expect(await askedBy(alarm("calibration", 25))).toBeUndefined();
    // It began when the last training was completed, which is not after it.
    expect(await askedBy(alarm("psi", 30))).toBeUndefined();
    // Another rule, but about the model that was there before.
    expect(await askedBy(alarm("psi", 29))).toBeUndefined();
    expect(await askedBy(alarm("psi", 55), alarm("calibration", 25))).toBe("alarm: psi");
    expect(await askedBy(alarm("psi", 75), alarm("calibration", 75))).toBe("alarm: calibration, psi");
  });

  it("is asked for once by two services that noticed the same thing at different moments", async () => {
    const { clock, open } = house();
    const [left, right] = [open(), open()];
    await train(left);
    for (let ask = 1; ask <= 20; ask++) {
      clock.advance(day);
      const now = clock.now();
      const claims = [await train(left, [alarm("psi", now - 7000)]), await train(right, [alarm("psi", now - 900)])];
      expect(claims).toEqual(["alarm: psi", undefined]);
    }
  });

  it("is asked for again after a cooldown by what fires on, or does not say since when", async () => {
    const { clock, open } = house({ cooldownDays: 2, everyDays: 99 });
    await train(open());
    for (const alarms of [[{ rule: "psi" }], [alarm("psi", 0)]]) {
      clock.advance(2 * day - 1);
      expect(await train(open(), alarms)).toBeUndefined();
      clock.advance(1);
      expect(await train(open(), alarms)).toBe("alarm: psi");
    }
  });

  it("may be all there is: then nothing is due without one", async () => {
    const { store, clock } = house();
    const retrain = retrainWhen({ store, name: "late-flights", clock });
    expect(await retrain.claim()).toEqual({ claimed: false, reason: "nothing is due" });
    expect(await train(retrain, [{ rule: "psi" }])).toBe("alarm: psi");
    clock.advance(99 * day);
    expect((await retrain.claim()).claimed).toBe(false);
  });

  it("may be not at all", async () => {
    const { clock, open } = house({ onAlarm: false });
    await train(open());
    clock.advance(day);
    expect(await train(open(), [alarm("psi", clock.now())])).toBeUndefined();
  });
});

describe("a training", () => {
  it("goes on alone for as long as its claim holds", async () => {
    const { clock, open } = house({ leaseMinutes: 10 });
    const claim = await claimOf(open());
    expect(await open().claim([{ rule: "psi" }])).toEqual({
      claimed: false,
      reason: "another training holds the claim until 1970-01-01T00:10:00.000Z",
    });
    clock.advance(9 * minute);
    expect(await open().renew(claim)).toEqual({ until: 19 * minute });
    clock.advance(9 * minute);
    expect((await open().claim()).claimed).toBe(false);
    await open().complete(claim);
    await open().complete(claim);
    expect(await open().claim()).toEqual({ claimed: false, reason: "nothing is due" });
    await expect(open().renew(claim)).rejects.toThrow("a training was completed since");
  });

  it("that crashed is offered again when its claim expires, and can no longer speak for it then", async () => {
    const { store, clock, open } = house({ leaseMinutes: 10 });
    const crashed = await claimOf(open(), [{ rule: "psi" }]);
    clock.advance(10 * minute);
    const again = await claimOf(open());
    expect(again).not.toBe(crashed);
    const events: unknown[] = [];
    for await (const { type, data } of store.read("retrain/late-flights")) events.push([type, data]);
    expect(events).toEqual([
      ["retrain-claimed", { reason: "alarm: psi", until: 10 * minute, attempt: 1 }],
      ["retrain-claimed", { reason: "alarm: psi", until: 20 * minute, attempt: 2 }],
    ]);
    for (const late of [
      open().complete(crashed),
      open().renew(crashed),
      open().fail(crashed, { reason: "out of memory" }),
    ])
      await expect(late).rejects.toThrow(`Expected ${crashed} to be open, it expired and ${again} took it over`);
    await open().complete(again);
  });

  it("that was late but not replaced is completed all the same", async () => {
    const { clock, open } = house({ leaseMinutes: 10 });
    const claim = await claimOf(open());
    clock.advance(day);
    await open().complete(claim);
    expect((await open().claim()).claimed).toBe(false);
  });

  it("that failed is offered again at once, for the reason it was asked for", async () => {
    const { open } = house();
    const claim = await claimOf(open(), [{ rule: "psi" }]);
    await open().fail(claim, { reason: "one class only" });
    expect(await open().claim()).toEqual({
      claimed: true,
      reason: "alarm: psi",
      claim: "retrain/late-flights@3",
      until: 360 * minute,
    });
  });

  it("is named by its claim alone", async () => {
    const { open } = house();
    for (const wrong of ["retrain/other@1", "retrain/late-flights@1#0", "1"])
      await expect(open().complete(wrong)).rejects.toMatchObject({ code: "invalid-argument" });
    await expect(open().complete("retrain/late-flights@9")).rejects.toMatchObject({ code: "state" });
  });
});

describe("a run that was cut off", () => {
  const told = async (retrain: Retrain) => {
    const decision = await retrain.claim([], { runId: "first" });
    if (!decision.claimed) throw new Error(decision.reason);
    return decision;
  };

  it("gets the decision it got before, whatever was decided since", async () => {
    const { clock, open } = house();
    const runs = ["2001-01", "2001-02", "2001-03"];
    const decide = async (runId: string, alarms: RetrainAlarm[]) => {
      const decision = await open().claim(alarms, { runId });
      if (decision.claimed) await open().complete(decision.claim);
      return decision.reason;
    };
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

  it("goes on with a claim that holds as it is, and has it renewed from the moment it expires", async () => {
    const { store, clock, open } = house({ leaseMinutes: 10 });
    const { claim } = await told(open());
    clock.advance(10 * minute - 1);
    expect(await told(open())).toMatchObject({ claim, until: 10 * minute });
    expect((await store.head("retrain/late-flights")).sequence).toBe(1);
    clock.advance(1);
    expect(await told(open())).toMatchObject({ claim, until: 20 * minute });
  });

  it("may be named in any word, and is none of those without a name", async () => {
    const { open } = house();
    await train(open());
    expect(await open().claim([], { runId: "undefined" })).toEqual({ claimed: false, reason: "nothing is due" });
    expect((await open().claim([{ rule: "psi" }])).reason).toBe("nothing is due");
  });

  it("goes on with its own claim, also when that expired, unless another took it over", async () => {
    const { clock, open } = house({ leaseMinutes: 10 });
    const claim = await claimOf(open(), [], { runId: "first" });
    clock.advance(day);
    expect(await open().claim([], { runId: "first" })).toMatchObject({ claim, until: day + 10 * minute });
    expect((await open().claim([], { runId: "second" })).claimed).toBe(false);
    clock.advance(day);
    const other = await claimOf(open(), [], { runId: "third" });
    expect(await open().claim([], { runId: "first" })).toEqual({
      claimed: false,
      reason: "another training took the claim over",
    });
    await open().complete(other);
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
    const { clock, open } = house();
    for (let round = 1; round <= 5; round++) {
      clock.advance(30 * day);
      const decisions = await Promise.all(Array.from({ length: 6 }, () => open().claim([{ rule: `alarm ${round}` }])));
      const claims = decisions.flatMap((decision) => (decision.claimed ? decision.claim : []));
      expect(claims).toHaveLength(1);
      await open().complete(claims[0] ?? "");
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
    expect(await slow.claim([{ rule: "psi" }], { runId: "slow" })).toMatchObject({
      claimed: false,
      reason: expect.stringMatching(/^another training holds the claim/),
    });
    expect((await open().claim([], { runId: "fast" })).claimed).toBe(true);
  });

  it("record what they decided, also when another wrote first: a run that was told no is told no again", async () => {
    const { store, clock, open } = house();
    await train(open());
    const slow = retrainWhen({
      store: interrupted(store, () => open().claim([], { runId: "fast" })),
      name: "late-flights",
      clock,
      everyDays: 30,
    });
    const no = { claimed: false, reason: "nothing is due" };
    expect(await slow.claim([], { runId: "slow" })).toEqual(no);
    clock.advance(99 * day);
    expect(await open().claim([], { runId: "slow" })).toEqual(no);
  });

  it("fail when the store does, and do not try for ever", async () => {
    const { store, clock, open } = house();
    const full = interrupted(store, () => Promise.reject(new Error("the disk is full")));
    const retrain = retrainWhen({ store: full, name: "late-flights", clock, everyDays: 30 });
    await expect(retrain.claim()).rejects.toThrow("the disk is full");
    expect((await open().claim()).claimed).toBe(true);
  });

  it("read of their log only what is new since they asked last", async () => {
    const { store, clock } = house();
    const read: (number | undefined)[] = [];
    const counted: Store = {
      ...store,
      read(log, options) {
        if (log.startsWith("retrain/")) read.push(options?.from);
        return store.read(log, options);
      },
    };
    const retrain = retrainWhen({ store: counted, name: "late-flights", clock, everyDays: 30 });
    for (let round = 0; round < 3; round++) {
      await train(retrain);
      clock.advance(30 * day);
    }
    expect(read).toEqual([...new Set(read)]);
    expect(read).toHaveLength(5);
  });

  it("are not put off by somebody who was told that nothing is due", async () => {
    const { store, clock, open } = house();
    await train(open());
    clock.advance(day);
    const busy = retrainWhen({
      store: interrupted(store, () => open().claim([], { runId: "other" })),
      name: "late-flights",
      clock,
      everyDays: 30,
    });
    expect(await busy.claim([{ rule: "psi", since: clock.now() }])).toMatchObject({
      claimed: true,
      reason: "alarm: psi",
    });
  });
});
