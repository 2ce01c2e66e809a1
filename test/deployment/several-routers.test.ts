import { createMemoryStore, createSimulatedClock, type Store } from "golden-pipeline";
import {
  errorRate,
  type Guardrail,
  type Router,
  type RouterEvent,
  type RouterOptions,
} from "golden-pipeline/deployment";
import type { ModelSource } from "golden-pipeline/ports";
import { afterEach, describe, expect, it } from "vitest";
import { breakableStore } from "./breakable-store.js";
import { type Behaviour, routerOf, sourceOf, type Visit, visit } from "./make.js";

type Visits = Router<Visit, "bought", boolean>;
const good: readonly Behaviour[] = [{ value: 0.1 }, { value: 0.9 }, { value: 0.5 }];
const open: Visits[] = [];
afterEach(async () => {
  for (const router of open.splice(0)) await router.close();
});

async function routerOn(
  rollouts: Store,
  options: Partial<RouterOptions<Visit, "bought", boolean>> = {},
  behaviours: readonly Behaviour[] = good,
): Promise<Visits> {
  const router = await routerOf(behaviours, { rollouts, followMilliseconds: 1000, ...options });
  open.push(router);
  return router;
}

async function ask(router: Visits, from: number, to: number): Promise<void> {
  for (let user = from; user < to; user++) await router.predict(visit(user));
}

describe("a rollout in a store", () => {
  it("outlives the process: champion, canary, shadow, epochs and what was rolled back", async () => {
    const store = createMemoryStore();
    const first = await routerOn(store, {}, [{ value: 0.1 }, { value: 0.9, failsEvery: 1 }, { value: 0.5 }]);
    await first.canary("buyers@2", { share: 0.5 });
    await ask(first, 0, 100);
    expect(first.lastRollback?.version).toBe("buyers@2");
    await first.flip("buyers@3");
    await first.shadow("buyers@1", { maximumBusy: 1 });
    expect(first.epoch).toBe(4);

    const second = await routerOn(store);
    expect([second.champion.id, second.epoch, second.shadowStatus()?.version]).toEqual(["buyers@3", 4, "buyers@1"]);
    expect(second.lastRollback).toEqual(first.lastRollback);
    const again = { share: 0.5 };
    await expect(second.canary("buyers@2", again)).rejects.toThrow(
      /Expected a version that was not rolled back: buyers@2 was, on 1970-01-01T00:00:01.000Z \(circuit: 20 of the last 20 requests failed where the champion answers/,
    );
    await expect(second.flip("buyers@2")).rejects.toThrow('Say `evenIfRolledBack: "…"` with a reason');
    await expect(second.canary("buyers@2", { ...again, evenIfRolledBack: " " })).rejects.toThrow("a reason");
    await second.canary("buyers@2", { ...again, evenIfRolledBack: "the leak is mended" });
    expect(second.epoch).toBe(5);
    await second.promote();
    expect(second.champion.id).toBe("buyers@2");
    await second.flipBack();
    expect(second.champion.id).toBe("buyers@3");
  });

  it("is followed by every process: a flip in one is a flip in all, and each request is answered under one table", async () => {
    const store = createMemoryStore();
    const [left, right] = [await routerOn(store), await routerOn(store)];
    const heard: RouterEvent[] = [];
    right.on((event) => heard.push(event));
    await left.flip("buyers@2");
    expect(right.champion.id).toBe("buyers@1");
    await right.sync();
    expect([right.champion.id, right.epoch]).toEqual(["buyers@2", 2]);
    expect(heard).toEqual([{ type: "flip", from: "buyers@1", to: "buyers@2", epoch: 2 }]);
    expect(await right.predict(visit(1))).toMatchObject({ version: "buyers@2", epoch: 2, value: 0.9 });
  });

  it("is followed by itself within the delay", async () => {
    const store = createMemoryStore();
    const left = await routerOn(store);
    const right = await routerOn(store, { followMilliseconds: 20 });
    await left.flip("buyers@2");
    await expect.poll(() => right.champion.id, { timeout: 5000 }).toBe("buyers@2");
  });

  it("takes one of two flips at once after the other: two epochs, one log", async () => {
    const store = createMemoryStore();
    const [left, right] = [await routerOn(store), await routerOn(store)];
    await Promise.all([left.flip("buyers@2"), right.flip("buyers@3")]);
    await Promise.all([left.sync(), right.sync()]);
    expect(left.champion.id).toBe(right.champion.id);
    expect([left.epoch, right.epoch]).toEqual([3, 3]);
  });

  it("refuses a canary over a canary, whoever began the first", async () => {
    const store = createMemoryStore();
    const [left, right] = [await routerOn(store), await routerOn(store)];
    await left.canary("buyers@2", { share: 0.1 });
    await expect(right.canary("buyers@3", { share: 0.1 })).rejects.toThrow(
      "Expected no running canary, buyers@2 is one: end it first, or change its share with `canaryShare`",
    );
    await expect(left.promote().then(() => right.promote())).rejects.toThrow(
      "Expected a running canary, there is none",
    );
  });
});

describe("several processes with one canary", () => {
  it("assign the same users to it, one of them decides, and what all saw counts once", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock(1000);
    const [left, right] = [await routerOn(store, { clock }), await routerOn(store, { clock })];
    await left.canary("buyers@2", { share: 0.5, guardrails: [errorRate({ minimumRequests: 1000 })] });
    await right.sync();
    expect([left.status().decides, right.status().decides]).toEqual([true, false]);
    for (let user = 0; user < 200; user++)
      expect((await left.predict(visit(user))).arm).toBe((await right.predict(visit(user))).arm);
    await right.sync();
    await left.sync();
    const own = (router: Visits): number => router.metrics().get("buyers@2")?.requests ?? 0;
    expect(own(left)).toBeGreaterThan(70);
    expect(left.canaryStatus()).toMatchObject({ requests: own(left) + own(right), units: own(left) });
    // Told once more, nothing counts twice.
    await right.sync();
    await left.sync();
    expect(left.canaryStatus()?.requests).toBe(own(left) + own(right));
  });

  it("obey a rollback that one of them decided on what the other saw", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock(1000);
    const left = await routerOn(store, { clock });
    // The canary fails in the other process only, too seldom for a circuit.
    const right = await routerOn(store, { clock }, [{ value: 0.1 }, { value: 0.9, failsEvery: 3 }]);
    await left.canary("buyers@2", { share: 0.5, guardrails: [errorRate()] });
    await right.sync();
    await ask(left, 0, 100);
    await ask(right, 100, 900);
    expect(right.lastRollback).toBeUndefined();
    await right.sync();
    await left.sync();
    expect(left.lastRollback).toMatchObject({ version: "buyers@2", verdict: { guardrail: "error rate" } });
    await right.sync();
    expect(right.lastRollback).toEqual(left.lastRollback);
    expect((await right.predict(visit(5000))).arm).toBe("champion");
  });

  it("go on with a ramp when the one that decided is gone, and its successor counts what it had told", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock(1000);
    const left = await routerOn(store, { clock });
    const right = await routerOn(store, { clock });
    const ramp = { shares: [0.5, 0.8, 1], minimumRequests: 100, minimumMilliseconds: 10_000, promote: true };
    await left.canary("buyers@2", { ramp, guardrails: [errorRate()] });
    await right.sync();
    await ask(left, 0, 400);
    clock.advance(11_000);
    await left.sync();
    expect(left.canaryStatus()).toMatchObject({ share: 0.8, step: 1 });
    const told = left.canaryStatus()?.requests ?? 0;
    // The first one is gone without a word; its lease runs out.
    await right.sync();
    await ask(right, 1000, 1200);
    clock.advance(11_000);
    await right.sync();
    expect(right.status()).toMatchObject({ decides: false, canary: { step: 1 } });
    clock.advance(5000);
    await right.sync();
    const own = right.metrics().get("buyers@2")?.requests ?? 0;
    expect(right.status()).toMatchObject({ decides: true, canary: { step: 2, share: 1, requests: told + own } });
    await ask(right, 2000, 2200);
    clock.advance(11_000);
    await right.sync();
    expect(right.champion.id).toBe("buyers@2");
    expect(right.status()).toMatchObject({ canary: undefined, decides: false });
    await left.sync();
    expect(left.champion.id).toBe("buyers@2");
  });

  it("leave the deciding to those who know its guardrails", async () => {
    const store = createMemoryStore();
    const queue: Guardrail = {
      name: "queue",
      check: () => ({ guardrail: "queue", decision: "ok", message: "short", numbers: {} }),
    };
    const clock = createSimulatedClock(1000);
    const left = await routerOn(store, { clock });
    const stranger = await routerOn(store, { clock });
    const heard: RouterEvent[] = [];
    stranger.on((event) => heard.push(event));
    await left.canary("buyers@2", { share: 0.5, guardrails: [queue] });
    await left.close();
    await stranger.sync();
    await stranger.sync();
    expect(stranger.status().decides).toBe(false);
    expect(heard.filter(({ type }) => type === "guardrail-failed")).toMatchObject([{ guardrail: "queue" }]);
    const friend = await routerOn(store, { clock, guardrails: [queue] });
    await friend.sync();
    expect(friend.status()).toMatchObject({ decides: true, canary: { verdicts: [{ decision: "ok" }] } });
  });

  it("hand the deciding over at once when the one that decides closes", async () => {
    const store = createMemoryStore();
    const [left, right] = [await routerOn(store), await routerOn(store)];
    await left.canary("buyers@2", { share: 0.5 });
    await left.close();
    await right.sync();
    expect(right.status().decides).toBe(true);
  });
});

describe("a router and the registry", () => {
  /** A registry whose champion is moved by the test. */
  function movable(): { readonly registry: ModelSource; champion: number; head: number; away: boolean } {
    const source = sourceOf(good);
    const state: ReturnType<typeof movable> = {
      champion: 1,
      head: 1,
      away: false,
      registry: {
        specificationVersion: "v1",
        resolve: (selector) => source.resolve(selector.endsWith("@champion") ? `buyers@${state.champion}` : selector),
        async head() {
          if (state.away) throw new Error("no route to host");
          return state.head;
        },
        champion: async () => ({ id: `buyers@${state.champion}` }),
      },
    };
    return state;
  }

  it("follows its champion, recorded once whoever sees it first", async () => {
    const store = createMemoryStore();
    const moving = movable();
    const [left, right] = [
      await routerOn(store, { registry: moving.registry }),
      await routerOn(store, { registry: moving.registry }),
    ];
    moving.champion = 2;
    moving.head = 2;
    await Promise.all([left.sync(), right.sync()]);
    await left.sync();
    expect([left.champion.id, right.champion.id, left.epoch]).toEqual(["buyers@2", "buyers@2", 2]);
    expect((await store.head("rollouts/buyers")).sequence).toBe(2);
  });

  it("is not taken back to the registry's champion after a flip, only moved by a move", async () => {
    const moving = movable();
    const router = await routerOn(createMemoryStore(), { registry: moving.registry });
    await router.flip("buyers@3");
    moving.head = 7;
    await router.sync();
    expect(router.champion.id).toBe("buyers@3");
    moving.champion = 2;
    moving.head = 8;
    await router.sync();
    expect(router.champion.id).toBe("buyers@2");
  });

  it("does not follow to a version that was rolled back, and says so", async () => {
    const moving = movable();
    const store = createMemoryStore();
    const source = sourceOf([{ value: 0.1 }, { value: 0.9, failsEvery: 1 }]);
    const router = await routerOn(store, { registry: { ...moving.registry, resolve: source.resolve } });
    await router.canary("buyers@2", { share: 0.5 });
    await ask(router, 0, 100);
    const heard: RouterEvent[] = [];
    router.on((event) => heard.push(event));
    moving.champion = 2;
    moving.head = 2;
    await router.sync();
    expect(router.champion.id).toBe("buyers@1");
    expect(heard).toMatchObject([{ type: "registry-refused", version: "buyers@2" }]);
  });

  it("goes on without it, tells, and follows when it is back", async () => {
    const moving = movable();
    const router = await routerOn(createMemoryStore(), { registry: moving.registry });
    const heard: RouterEvent[] = [];
    router.on((event) => heard.push(event));
    moving.away = true;
    await router.sync();
    await router.sync();
    expect(router.status().registryAway?.cause).toMatchObject({ message: "no route to host" });
    await router.flip("buyers@2");
    expect(router.champion.id).toBe("buyers@2");
    Object.assign(moving, { away: false, champion: 3, head: 2 });
    await router.sync();
    expect(router.champion.id).toBe("buyers@3");
    expect(heard.map(({ type }) => type)).toEqual(["away", "flip", "back", "flip"]);
  });
});

describe("a router whose store is away", () => {
  it.each(["throws", "hangs"] as const)(
    "that %s serves its last table, decides nothing, tells it, and goes on afterwards",
    async (mode) => {
      const inner = createMemoryStore();
      const store = breakableStore(inner);
      const clock = createSimulatedClock(1000);
      const router = await routerOn(store, { clock, storeTimeoutMilliseconds: 20 });
      const other = await routerOn(inner, { clock });
      const heard: string[] = [];
      router.on(({ type }) => heard.push(type));
      const ramp = { shares: [0.5, 1], minimumRequests: 10, minimumMilliseconds: 10 };
      await router.canary("buyers@2", { ramp, guardrails: [errorRate({ minimumRequests: 5 })] });
      await ask(router, 0, 50);
      clock.advance(1000);
      store.mode = mode;
      await router.sync();
      await router.sync();
      expect(router.status()).toMatchObject({
        decides: false,
        epoch: 2,
        canary: { share: 0.5 },
        storeAway: { since: 2000 },
      });
      expect((await router.predict(visit(77))).epoch).toBe(2);
      await expect(router.flip("buyers@3")).rejects.toThrow(mode === "throws" ? "the disk is gone" : "within 20 ms");
      await other.canaryShare(0.6);
      store.mode = "works";
      await router.sync();
      expect(router.status()).toMatchObject({ epoch: 3, storeAway: undefined, canary: { share: 0.6 } });
      expect(heard).toEqual(["canary-start", "away", "canary-share", "back"]);
    },
  );

  it("stops a canary that fails outright where it fails, and records it when the store is back", async () => {
    const store = breakableStore(createMemoryStore());
    const router = await routerOn(store, {}, [{ value: 0.1 }, { value: 0.9, failsEvery: 1 }]);
    await router.canary("buyers@2", { share: 1 });
    store.mode = "throws";
    await router.sync();
    await ask(router, 0, 30);
    expect(router.lastRollback).toBeUndefined();
    expect(await router.predict(visit(100))).toMatchObject({
      arm: "canary",
      version: "buyers@1",
      fallback: "canary-stopped",
      epoch: 2,
    });
    store.mode = "works";
    await router.sync();
    expect(router.lastRollback).toMatchObject({ requests: 20, verdict: { guardrail: "circuit" } });
    expect(await router.predict(visit(101))).toMatchObject({ arm: "champion", epoch: 3 });
  });

  it("does not start, and says what to do, unless a version is given: then it serves that, and follows when the store is back", async () => {
    const inner = createMemoryStore();
    await (await routerOn(inner)).flip("buyers@3");
    const store = breakableStore(inner);
    store.mode = "throws";
    await expect(routerOn(store)).rejects.toThrow(
      'Expected the rollout to be read from its store, got "the disk is gone": give `version` to serve without it until it is back',
    );
    const router = await routerOn(store, { version: "buyers@2" });
    expect(router.status()).toMatchObject({ champion: "buyers@2", epoch: 0, storeAway: { since: 1000 } });
    expect((await router.predict(visit(1))).value).toBe(0.9);
    store.mode = "works";
    await router.sync();
    expect([router.champion.id, router.epoch]).toEqual(["buyers@3", 2]);
  });

  it("serves its last table while a version that the rollout names cannot be loaded here", async () => {
    const store = createMemoryStore();
    const left = await routerOn(store);
    const right = await routerOn(store, {}, [{ value: 0.1 }]);
    const heard: RouterEvent[] = [];
    right.on((event) => heard.push(event));
    await left.canary("buyers@2", { share: 1 });
    await right.sync();
    await right.sync();
    expect(await right.predict(visit(1))).toMatchObject({
      arm: "canary",
      version: "buyers@1",
      fallback: "canary-stopped",
    });
    await left.flip("buyers@3");
    await right.sync();
    expect(right.champion.id).toBe("buyers@1");
    expect(heard.filter(({ type }) => type === "unavailable")).toMatchObject([
      { version: "buyers@2" },
      { version: "buyers@3" },
    ]);
  });
});
