import { createSimulatedClock } from "golden-pipeline";
import { prometheusText } from "golden-pipeline/adapters/prometheus";
import { errorRate, type Guardrail, latency, type RouterEvent, routerMetrics } from "golden-pipeline/deployment";
import { model, predictionId } from "golden-pipeline/model";
import type { ModelSource } from "golden-pipeline/ports";
import { contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { modelDefinition } from "../../src/model/house.js";
import { aborted, buyers, keepingSink, routerOf, sourceOf, spun, visit } from "./make.js";

describe("a router's answer", () => {
  it("says value, decision, version, arm and epoch, and is logged with everything a label, a monitor or an audit will need", async () => {
    const predictions = keepingSink();
    const router = await routerOf([{ value: 0.7 }], {
      predictions,
      key: ({ user }) => `key of ${user}`,
      cluster: ({ at }) => at.toISOString().slice(0, 10),
      tenant: () => "shop",
    });
    expect(await router.predict(visit(5))).toEqual({
      value: 0.7,
      decision: "yes",
      version: "buyers@1",
      arm: "champion",
      epoch: 1,
      id: predictionId({ model: "buyers", key: "key of u5", arm: "champion", version: "buyers@1" }),
      missing: [],
    });
    expect(predictions.written).toEqual([
      {
        id: predictionId({ model: "buyers", key: "key of u5", arm: "champion", version: "buyers@1" }),
        key: "key of u5",
        unit: "u5",
        model: "buyers",
        version: "buyers@1",
        arm: "champion",
        epoch: 1,
        propensity: 1,
        output: 0.7,
        decision: "yes",
        eventTime: 5,
        knownTime: 1000,
        receivedTime: 1000,
        latencyMilliseconds: expect.any(Number),
        row: { at: "1970-01-01T00:00:00.005Z", user: "u5", pages: 5 },
        features: expect.stringMatching(/^[0-9a-f]{64}$/),
        cluster: "1970-01-01",
        tenant: "shop",
      },
    ]);
  });

  it("has the id of the key that is said with it, before that of the router's own `key`", async () => {
    const sink = keepingSink();
    const router = await routerOf([{ value: 0.1 }], { predictions: sink, key: ({ user }) => `key of ${user}` });
    const id = (key: string) => predictionId({ model: "buyers", key, arm: "champion", version: "buyers@1" });
    const first = await router.predict(visit(1), { key: "request 7" });
    expect(first.id).toBe(id("request 7"));
    expect(await router.predict(visit(2), { key: "request 7" })).toBe(first);
    expect((await router.predict(visit(3), {})).id).toBe(id("key of u3"));
    expect((await router.predict(visit(4), { key: undefined } as never)).id).toBe(id("key of u4"));
    await expect(router.predict(visit(5), { key: "" })).rejects.toThrow("`key` to be text that is not empty");
    await expect(router.predict(visit(5), { key: 7 as never })).rejects.toThrow("`key` to be text");
    await expect(router.predict(visit(5), { kay: "x" } as never)).rejects.toThrow("only the option `key`");
    await expect(router.predict(visit(5), "x" as never)).rejects.toThrow("options as an object");
  });

  it("is the same for the same key, also while the first is still being answered, and logged once", async () => {
    const predictions = keepingSink();
    const router = await routerOf([{ value: 0.7, later: true }], { predictions });
    const answers = await Promise.all(Array.from({ length: 10 }, () => router.predict(visit(1))));
    expect(new Set(answers).size).toBe(1);
    expect(await router.predict(visit(1))).toBe(answers[0]);
    expect(predictions.written).toHaveLength(1);
  });

  it("differs for another request of the same user at the same moment", async () => {
    const predictions = keepingSink();
    const router = await routerOf([{ value: 0.7 }], { predictions });
    await router.predict(visit(1));
    await router.predict({ ...visit(1), pages: 99 });
    expect(predictions.written).toHaveLength(2);
  });

  it("may be asked again after it failed", async () => {
    const router = await routerOf([{ value: 0.7, failsEvery: 2 }]);
    await router.predict(visit(1));
    await expect(router.predict(visit(2))).rejects.toThrow("out of memory");
    expect((await router.predict(visit(2))).value).toBe(0.7);
  });

  it("is given although the log takes nothing, counted and told", async () => {
    const events: RouterEvent[] = [];
    const router = await routerOf([{ value: 0.7 }], {
      predictions: {
        ...keepingSink(),
        write() {
          throw new Error("disk full");
        },
      },
    });
    router.on((event) => events.push(event));
    expect(await router.predict(visit(1))).toMatchObject({ value: 0.7, id: undefined });
    expect(router.metrics().get("buyers@1")?.unlogged).toBe(1);
    expect(events).toMatchObject([{ type: "unlogged", version: "buyers@1" }]);
  });
});

describe("a router that cannot answer", () => {
  it("throws what the model threw, unless a fallback is declared: then it is flagged and counted", async () => {
    const broken = { value: 0.7, failsEvery: 1 };
    await expect((await routerOf([broken])).predict(visit(1))).rejects.toThrow("out of memory");
    const predictions = keepingSink();
    const router = await routerOf([broken], { fallback: { value: 0.2 }, predictions });
    expect(await router.predict(visit(1))).toMatchObject({ value: 0.2, decision: null, fallback: "error" });
    expect(predictions.written[0]).toMatchObject({ output: 0.2, fallback: "error" });
    expect(router.metrics().get("buyers@1")).toMatchObject({ requests: 1, errors: 1, fallbacks: 1 });
  });

  it("gives up on a hanging model after its time, and tells the model so", async () => {
    aborted.length = 0;
    const router = await routerOf([{ value: 0.31, hangs: true }], {
      timeoutMilliseconds: 10,
      fallback: { value: 0.2 },
    });
    expect(await router.predict(visit(1))).toMatchObject({ value: 0.2, fallback: "timeout" });
    expect(aborted).toEqual(["0.31"]);
    const strict = await routerOf([{ value: 0.31, hangs: true }], { timeoutMilliseconds: 10 });
    await expect(strict.predict(visit(1))).rejects.toThrow("10");
  });
});

describe("a router's versions", () => {
  it("must be registered, of this model, unchanged, and of a kind that it can decode", async () => {
    const refused = (change: Parameters<typeof sourceOf>[1]) =>
      routerOf([], { registry: sourceOf([{ value: 1 }], change) });
    await expect(routerOf([])).rejects.toThrow("buyers@champion");
    await expect(refused((manifest) => ({ ...manifest, name: "sellers" }))).rejects.toThrow(
      "a version of model buyers",
    );
    await expect(refused((manifest) => ({ ...manifest, fingerprint: "other" }))).rejects.toThrow("cannot serve");
    const wider = contract(
      "visits",
      z.object({ at: z.date(), user: z.string(), pages: z.number(), bought: z.boolean() }),
      {
        eventTime: "at",
        labels: { bought: { knownAt: (visit) => visit.at.plusMinutes(60) } },
      },
    );
    const other = model("buyers", wider, { target: (visit) => visit.pages.atLeast(5), kinds: buyers.kinds });
    await expect(
      refused((manifest) => ({ ...manifest, fingerprint: other.fingerprint, definition: modelDefinition(other) })),
    ).rejects.toThrow(
      "Expected a version of model buyers as it is here, got one of buyers as it was made: column pages was number and is integer; the target was pages ≥ 5 and is bought. Train it anew, or serve it with the contract and target it was made with; buyers@1 cannot serve",
    );
    await expect(refused((manifest) => ({ ...manifest, model: manifest.report }))).rejects.toThrow(
      "Expected model bytes",
    );
    await expect(
      refused((manifest) => ({
        ...manifest,
        features: { fingerprint: "", ...manifest.features, fitted: manifest.report },
      })),
    ).rejects.toThrow("Expected fitted features");
    await expect(refused((manifest) => ({ ...manifest, kind: "onnx@1" }))).rejects.toThrow(
      "list its trainer in the model's `kinds`",
    );
    expect(buyers.kinds.map(({ kind }) => kind)).toEqual(["behaviour@1"]);
  });
});

describe("a flip", () => {
  it("answers each of ten thousand concurrent requests once, by one version, and refuses none", async () => {
    const predictions = keepingSink();
    const router = await routerOf(
      [
        { value: 0.1, later: true },
        { value: 0.9, later: true },
      ],
      { predictions, rememberedKeys: 20_000 },
    );
    const answers: Promise<unknown>[] = [];
    for (let request = 0; request < 10_000; request++) {
      answers.push(
        router
          .predict(visit(request))
          .then(({ value, version }) => expect(value).toBe(version === "buyers@1" ? 0.1 : 0.9)),
      );
      if (request === 3000) await router.flip("buyers@2");
      if (request === 6000) await router.flipBack();
      if (request === 7000) await router.flip("buyers@2");
      if (request % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(answers);
    expect(predictions.written).toHaveLength(10_000);
    expect(new Set(predictions.written.map(({ key }) => key)).size).toBe(10_000);
    const by = (version: string): number => predictions.written.filter((one) => one.version === version).length;
    expect(by("buyers@1") + by("buyers@2")).toBe(10_000);
    expect(by("buyers@2")).toBeGreaterThan(5000);
    expect(router.champion.id).toBe("buyers@2");
  });

  it("drains: the former champion finishes what it began", async () => {
    const router = await routerOf([{ value: 0.1, waits: 30 }, { value: 0.9 }]);
    const slow = router.predict(visit(1));
    const { drained } = await router.flip("buyers@2");
    let done = false;
    void drained.then(() => {
      done = true;
    });
    expect((await router.predict(visit(2))).version).toBe("buyers@2");
    expect(done).toBe(false);
    expect((await slow).version).toBe("buyers@1");
    await drained;
    expect(done).toBe(true);
  });

  it("goes back without loading anything, and is an epoch of its own", async () => {
    let loads = 0;
    const source = sourceOf([{ value: 0.1 }, { value: 0.9 }]);
    const registry: ModelSource = {
      specificationVersion: "v1",
      resolve: (selector) => {
        loads++;
        return source.resolve(selector);
      },
    };
    const router = await routerOf([], { registry });
    await expect(router.flipBack()).rejects.toThrow("Expected a former champion");
    await router.flip("buyers@2", { warmUp: [visit(1)] });
    expect(loads).toBe(2);
    await router.flipBack();
    expect(loads).toBe(2);
    expect([router.champion.id, router.epoch]).toEqual(["buyers@1", 3]);
    expect(router.metrics().get("buyers@2")).toBeUndefined();
  });

  it("is not made when the new version cannot warm up", async () => {
    const router = await routerOf([{ value: 0.1 }, { value: 0.9, failsEvery: 1 }]);
    await expect(router.flip("buyers@2", { warmUp: [visit(1)] })).rejects.toThrow("out of memory");
    expect(router.champion.id).toBe("buyers@1");
  });
});

describe("a canary", () => {
  it("answers its share of the users, always the same ones, and more of them when the share grows", async () => {
    const router = await routerOf([{ value: 0.1 }, { value: 0.9 }]);
    const arms = async (): Promise<string[]> => {
      const found: string[] = [];
      for (let user = 0; user < 2000; user++)
        found.push((await router.predict(visit(user, router.epoch * 10_000 + user))).arm);
      return found;
    };
    await router.canary("buyers@2", { share: 0.1 });
    const [small, again] = [await arms(), await arms()];
    expect(again).toEqual(small);
    const count = small.filter((arm) => arm === "canary").length;
    expect(count).toBeGreaterThan(150);
    expect(count).toBeLessThan(250);
    await router.canaryShare(0.3);
    const large = await arms();
    expect(small.every((arm, user) => arm === "champion" || large[user] === "canary")).toBe(true);
    expect((await router.endCanary())?.requests).toBeGreaterThan(500);
    expect((await arms()).every((arm) => arm === "champion")).toBe(true);
  });

  it("that states no guardrails is watched by the router's own", async () => {
    const quality: Guardrail = {
      name: "quality",
      check: () => ({ guardrail: "quality", decision: "breach", message: "answers got worse", numbers: {} }),
    };
    const router = await routerOf([{ value: 0.1 }, { value: 0.9 }], { guardrails: [quality] });
    await router.canary("buyers@2", { share: 0.5 });
    for (let user = 0; user < 20; user++) await router.predict(visit(user));
    await router.sync();
    expect(router.lastRollback).toMatchObject({ version: "buyers@2", verdict: { guardrail: "quality" } });
  });

  it("that fails is made good by the champion and rolled back by itself, with its evidence", async () => {
    const events: RouterEvent[] = [];
    const router = await routerOf([{ value: 0.1 }, { value: 0.9, failsEvery: 4 }], { rememberedKeys: 1 });
    router.on((event) => events.push(event));
    await router.canary("buyers@2", { share: 0.2, guardrails: [errorRate()] });
    const answers = [];
    for (let user = 0; user < 5000; user++) answers.push(await router.predict(visit(user)));
    const rescued = answers.filter(({ fallback }) => fallback === "canary-error");
    expect(rescued.length).toBeGreaterThan(5);
    expect(
      rescued.every(({ value, version, arm }) => value === 0.1 && version === "buyers@1" && arm === "canary"),
    ).toBe(true);
    expect(router.lastRollback).toMatchObject({
      version: "buyers@2",
      verdict: { guardrail: "error rate", decision: "breach" },
    });
    expect(router.lastRollback?.requests).toBeLessThan(300);
    expect(router.canaryStatus()).toBeUndefined();
    expect(answers.slice(-3000).every(({ arm }) => arm === "champion")).toBe(true);
    expect(events.filter(({ type }) => type === "failed")).toHaveLength(rescued.length);
    expect(events.map(({ type }) => type).filter((type) => type !== "failed")).toEqual(["canary-start", "rollback"]);
  });

  it("that fails outright is stopped by the circuit after twenty requests", async () => {
    const router = await routerOf([{ value: 0.1 }, { value: 0.9, failsEvery: 1 }]);
    await router.canary("buyers@2", { share: 0.5, guardrails: [errorRate()] });
    for (let user = 0; user < 200; user++) await router.predict(visit(user));
    expect(router.lastRollback).toMatchObject({ requests: 20, verdict: { guardrail: "circuit" } });
  });

  it("is said to be stopped from the circuit's opening on, until the rollback is recorded", async () => {
    const router = await routerOf([{ value: 0.1 }, { value: 0.9, failsEvery: 1 }]);
    await router.canary("buyers@2", { share: 1 });
    expect(router.canaryStatus()).not.toHaveProperty("stopped");
    for (let user = 0; user < 20 && router.canaryStatus()?.stopped === undefined; user++)
      await router.predict(visit(user));
    expect(router.canaryStatus()).toMatchObject({ version: "buyers@2", stopped: "circuit", requests: 20 });
    expect(router.status().canary?.stopped).toBe("circuit");
    await router.sync();
    expect(router.canaryStatus()).toBeUndefined();
    expect(router.lastRollback?.verdict.guardrail).toBe("circuit");
  });

  it("that is too slow is rolled back", async () => {
    const clock = createSimulatedClock(0);
    let [time, slow] = [0, false];
    const timer = (): number => {
      // Each answer reads the timer twice; the second reading of a slow one is 80 ms later.
      slow = !slow;
      return slow ? time : time + (router.canaryStatus() && router.epoch === 2 && turn === "canary" ? 80 : 10);
    };
    let turn = "champion";
    const router = await routerOf([{ value: 0.1 }, { value: 0.9 }], { clock, timer });
    await router.canary("buyers@2", { share: 0.5, guardrails: [latency()] });
    const { hashUnit } = await import("golden-pipeline/deployment");
    for (let user = 0; user < 2000; user++) {
      turn = hashUnit("buyers#2", `u${user}`) < 500_000 ? "canary" : "champion";
      time += 1000;
      await router.predict(visit(user));
    }
    expect(router.lastRollback?.verdict.guardrail).toBe("latency");
  });

  it("must be another version, and the request without a user goes to the champion", async () => {
    const router = await routerOf([{ value: 0.1 }, { value: 0.9 }], { unit: () => undefined });
    await expect(router.canary("buyers@1", { share: 0.5 })).rejects.toThrow("other than the champion");
    await expect(router.canary("buyers@2", { share: 2 })).rejects.toThrow("`share` to be a share from 0 to 1");
    await router.canary("buyers@2", { share: 1 });
    expect(await router.predict(visit(1))).toMatchObject({ arm: "champion" });
  });
});

describe("a shadow", () => {
  it("answers the same requests unseen, logged beside the live answer", async () => {
    const predictions = keepingSink();
    const router = await routerOf([{ value: 0.1 }, { value: 0.9 }], { predictions });
    await router.shadow("buyers@2", { maximumBusy: 1 });
    for (let user = 0; user < 20; user++) expect((await router.predict(visit(user))).value).toBe(0.1);
    await router.shadowIdle();
    const shadows = predictions.written.filter(({ arm }) => arm === "shadow");
    expect(shadows).toHaveLength(20);
    const live = new Map(predictions.written.map((one) => [one.id, one]));
    for (const one of shadows) {
      expect(one).toMatchObject({ version: "buyers@2", output: 0.9 });
      expect(live.get(one.shadowOf ?? "")).toMatchObject({ arm: "champion", key: one.key });
    }
    expect(router.shadowStatus()).toMatchObject({
      completed: 20,
      agreed: 0,
      meanDistance: expect.closeTo(0.8, 12),
    });
    await router.stopShadow();
    expect(router.shadowStatus()).toBeUndefined();
  });

  it("sees the share of the requests that is asked for, the same ones each time, and says why it failed", async () => {
    const seen = async () => {
      const predictions = keepingSink();
      const router = await routerOf([{ value: 0.1 }, { value: 0.9 }], { predictions });
      await router.shadow("buyers@2", { share: 0.25, maximumBusy: 1 });
      for (let user = 0; user < 1000; user++) {
        await router.predict(visit(user));
        if (user % 50 === 0) await router.shadowIdle();
      }
      await router.shadowIdle();
      return predictions.written.filter(({ arm }) => arm === "shadow").map(({ key }) => key);
    };
    const once = await seen();
    expect(once.length).toBeGreaterThan(200);
    expect(once.length).toBeLessThan(300);
    expect(await seen()).toEqual(once);
    const failing = await routerOf([{ value: 0.1 }, { value: 0.9, failsEvery: 1 }]);
    await failing.shadow("buyers@2", { maximumBusy: 1 });
    await failing.predict(visit(1));
    await failing.shadowIdle();
    expect(failing.shadowStatus()).toMatchObject({ failed: 1, lastFailure: "out of memory" });
  });

  it.each([
    ["hangs", { value: 0.9, hangs: true }],
    ["throws", { value: 0.9, failsEvery: 1 }],
    ["is slow", { value: 0.9, waits: 20 }],
  ] as const)("that %s changes no live answer and keeps its bounds", async (_, behaviour) => {
    const alone = await routerOf([{ value: 0.1 }]);
    const router = await routerOf([{ value: 0.1 }, behaviour]);
    await router.shadow("buyers@2", { maximumQueued: 10, timeoutMilliseconds: 30, concurrency: 2 });
    for (let user = 0; user < 200; user++)
      expect(await router.predict(visit(user))).toEqual(await alone.predict(visit(user)));
    await router.shadowIdle();
    const {
      accepted = 0,
      dropped = 0,
      completed = 0,
      failed = 0,
      timedOut = 0,
      shed = 0,
    } = router.shadowStatus() ?? {};
    expect(accepted + dropped + shed).toBe(200);
    expect(completed + failed + timedOut).toBe(accepted);
    expect(router.metrics().get("buyers@1")).toMatchObject({ requests: 200, errors: 0 });
  });

  it("is never the champion, which would be compared with itself", async () => {
    const router = await routerOf([{ value: 0.1 }, { value: 0.9 }]);
    await expect(router.shadow("buyers@1")).rejects.toThrow("Expected a shadow other than the champion buyers@1");
    expect(router.shadowStatus()).toBeUndefined();
    await router.shadow("buyers@2");
    expect(router.shadowStatus()?.version).toBe("buyers@2");
  });

  it("that keeps the event loop is shed and counted while it takes more than its share, one that does not is not, and no live answer changes", async () => {
    const alone = await routerOf([{ value: 0.1 }]);
    const timer = () => spun.milliseconds;
    const busy = await routerOf([{ value: 0.1 }, { value: 0.9, spins: 50 }], { timer });
    const idle = await routerOf([{ value: 0.1 }, { value: 0.9 }], { timer });
    await busy.shadow("buyers@2", { maximumBusy: 0.2 });
    await idle.shadow("buyers@2", { maximumBusy: 0.2 });
    for (let user = 0; user < 100; user++)
      for (const router of [busy, idle]) {
        expect(await router.predict(visit(user))).toEqual(await alone.predict(visit(user)));
        await router.shadowIdle();
        await new Promise((resolve) => setImmediate(resolve));
      }
    // Its first five turns are the 250 ms after which more than a fifth of the last second was its own.
    expect(busy.shadowStatus()).toMatchObject({ accepted: 5, completed: 5, shed: 95, compared: 5 });
    expect(idle.shadowStatus()).toMatchObject({ accepted: 100, completed: 100, shed: 0 });
    expect(prometheusText(routerMetrics(busy))).toContain('version="buyers@2",outcome="shed"} 95\n');
    spun.milliseconds += 1000;
    await busy.predict(visit(100));
    await busy.shadowIdle();
    expect(busy.shadowStatus()).toMatchObject({ completed: 6, shed: 95 });
  });
});
