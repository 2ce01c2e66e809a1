import { SchemaError } from "golden-pipeline";
import { type Guardrail, type RouterEvent, shadowFunction } from "golden-pipeline/deployment";
import { describe, expect, it } from "vitest";
import { createMemo } from "../../src/deployment/answering/memo.js";
import { snapshotRow } from "../../src/deployment/answering/snapshot-row.js";
import { outputDistance } from "../../src/deployment/shadow/output-distance.js";
import { keepingSink, routerOf, visit } from "./make.js";

describe("a request", () => {
  it("that breaks the contract is refused with every reason, counted, told, and reaches neither model, log nor shadow", async () => {
    const predictions = keepingSink();
    const events: RouterEvent[] = [];
    const router = await routerOf([{ value: 0.7 }, { value: 0.9 }], { predictions });
    router.on((event) => events.push(event));
    await router.shadow("buyers@2", { maximumBusy: 1 });
    const broken = { at: "yesterday", user: "ann", pages: 3.5 } as never;
    const refused = await router.predict(broken).catch((error: unknown) => error);
    expect(SchemaError.isInstance(refused)).toBe(true);
    expect(String(refused)).toContain(
      'Expected a row of contract visits: at: expected a time (a date or an ISO 8601 text), got "yesterday" (string); pages: expected a whole number',
    );
    await router.shadowIdle();
    expect(router.status().refused).toBe(1);
    expect(events).toMatchObject([
      { type: "refused", reasons: [/^at: /, /^pages: /].map((text) => expect.stringMatching(text)) },
    ]);
    expect(predictions.written).toEqual([]);
    expect(router.metrics().size).toBe(0);
  });

  it("is read as the contract has it: times from ISO text, and no label or stranger's column goes on", async () => {
    const predictions = keepingSink();
    const router = await routerOf([{ value: 0.7 }], { predictions });
    await router.predict({ at: "2001-01-01T00:00:00Z", user: "ann", pages: 3, bought: true, other: 1 } as never);
    expect(predictions.written[0]).toMatchObject({ eventTime: Date.UTC(2001, 0, 1) });
    expect(predictions.written[0]?.row).toEqual({ at: "2001-01-01T00:00:00.000Z", user: "ann", pages: 3 });
  });

  it("is not checked when that was asked for", async () => {
    const router = await routerOf([{ value: 0.7 }], { validate: false });
    expect((await router.predict({ ...visit(1), pages: "3" } as never)).value).toBe(0.7);
  });

  it("has null for what was left out, unchecked too", async () => {
    const units: unknown[] = [];
    const predictions = keepingSink();
    const router = await routerOf([{ value: 0.7 }], {
      validate: false,
      predictions,
      unit(row) {
        units.push(row.user);
        return "somebody";
      },
    });
    await router.predict({ at: new Date(5), pages: 3 } as never);
    expect(units).toEqual([null]);
    expect(predictions.written[0]?.row).toEqual({ at: "1970-01-01T00:00:00.005Z", user: null, pages: 3 });
  });

  it("is the same for the shadow and the log, whatever its caller does with the row afterwards", async () => {
    const predictions = keepingSink();
    const seen: unknown[] = [];
    const router = await routerOf([{ value: 0.7, later: true }, { value: 0.9 }], {
      predictions,
      agrees({ row }) {
        seen.push(row.pages);
        row.pages = 99;
        return true;
      },
    });
    await router.shadow("buyers@2", { maximumBusy: 1 });
    const row = visit(5);
    const answered = router.predict(row);
    row.pages = 77;
    row.at.setTime(0);
    await answered;
    await router.shadowIdle();
    expect(seen).toEqual([5]);
    expect(predictions.written.map((one) => [one.arm, one.row.pages, one.eventTime])).toEqual([
      ["champion", 5, 5],
      ["shadow", 5, 5],
    ]);
  });
});

describe("each arm's own outcome", () => {
  it("counts once for its arm, whatever answered it: equal failures of both roll nothing back", async () => {
    const router = await routerOf([
      { value: 0.1, failsEvery: 5 },
      { value: 0.9, failsEvery: 5 },
    ]);
    await router.canary("buyers@2", { share: 0.5, circuit: { last: 1000 } });
    let thrown = 0;
    for (let user = 0; user < 2000; user++) await router.predict(visit(user)).catch(() => thrown++);
    expect(thrown).toBeGreaterThan(150);
    const counts = router.metrics();
    const share = (version: string): number =>
      (counts.get(version)?.errors ?? 0) / (counts.get(version)?.requests ?? 0);
    expect(share("buyers@2")).toBeCloseTo(0.2, 2);
    expect(share("buyers@1")).toBeGreaterThan(0.1);
    expect(router.lastRollback).toBeUndefined();
    expect(router.canaryStatus()?.verdicts[0]).toMatchObject({ decision: "ok" });
    expect((counts.get("buyers@1")?.requests ?? 0) + (counts.get("buyers@2")?.requests ?? 0)).toBe(2000);
  });

  it("of a failure is not a quick answer", async () => {
    const router = await routerOf([{ value: 0.1, failsEvery: 1 }]);
    await router.predict(visit(1)).catch(() => undefined);
    expect(router.metrics().get("buyers@1")).toMatchObject({ requests: 1, errors: 1, fallbacks: 0 });
    expect(router.metrics().get("buyers@1")?.latency.count).toBe(0);
    expect(router.metrics().get("buyers@1")?.failureLatency.count).toBe(1);
  });

  it("is told when a version fails, by key and with the reason, also where another version or a fallback answered", async () => {
    const told: RouterEvent[] = [];
    const router = await routerOf([{ value: 0.1 }, { value: 0.9, failsEvery: 1 }]);
    router.on((event) => event.type === "failed" && told.push(event));
    await router.canary("buyers@2", { share: 0.5, circuit: { last: 1000 } });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, user) => router.predict(visit(user))));
    const rescued = answers.filter((answer) => answer.fallback === "canary-error");
    expect(rescued.length).toBeGreaterThan(5);
    expect(told).toHaveLength(rescued.length);
    expect(told).toMatchObject(
      rescued.map(() => ({ version: "buyers@2", arm: "canary", key: expect.any(String), cause: expect.any(Error) })),
    );

    const alone = await routerOf([{ value: 0.1, failsEvery: 1 }]);
    const failures: RouterEvent[] = [];
    alone.on((event) => failures.push(event));
    const thrown = await alone.predict(visit(1)).catch((error: unknown) => error);
    expect(failures).toMatchObject([{ type: "failed", version: "buyers@1", arm: "champion", cause: thrown }]);
  });

  it("is not lost to a guardrail that throws, and no user loses an answer", async () => {
    const broken: Guardrail = {
      name: "broken",
      check() {
        throw new Error("no metric server");
      },
    };
    const events: RouterEvent[] = [];
    const router = await routerOf([{ value: 0.1 }, { value: 0.9 }]);
    router.on((event) => events.push(event));
    await router.canary("buyers@2", { share: 0.5, guardrails: [broken] });
    for (let user = 0; user < 200; user++) await router.predict(visit(user));
    expect(router.canaryStatus()?.verdicts).toMatchObject([
      { decision: "insufficient-data", message: "threw no metric server" },
    ]);
    expect(events.map(({ type }) => type)).toEqual(["canary-start", "guardrail-failed"]);
  });
});

describe("a copied row", () => {
  it("shares nothing with the row, nested values and dates included", () => {
    const row = { at: new Date(7), tags: { list: ["a"] }, name: "ann", none: null };
    const copy = snapshotRow(row);
    row.at.setTime(9);
    row.tags.list.push("b");
    expect(copy).toEqual({ at: new Date(7), tags: { list: ["a"] }, name: "ann", none: null });
  });
});

describe("a memo", () => {
  it("forgets the oldest key first, and what is deleted at once", () => {
    const memo = createMemo<number>(2);
    memo.set("a", 1);
    memo.set("b", 2);
    memo.delete("b");
    expect(memo.get("b")).toBeUndefined();
    memo.set("c", 3);
    memo.set("d", 4);
    expect(["a", "c", "d"].map((key) => memo.get(key))).toEqual([undefined, 3, 4]);
  });
});

describe("the distance of two outputs", () => {
  it.each([
    ["binary", 0.25, 0.75, 0.5],
    ["classes", { a: 1, b: 0 }, { a: 0.25, c: 0.75 }, 0.75],
    ["label-sets", { a: 1, b: 0.5 }, { a: 0, b: 0.5 }, 0.5],
    ["vector", [1, 2], [2, 4], 1.5],
    ["text", "a", "b", undefined],
    ["json", { a: 1 }, { a: 2 }, undefined],
  ] as const)("of the task %s", (task, one, other, distance) => {
    expect(outputDistance(task, one, other)).toBe(distance);
  });
});

describe("a shadow of any function", () => {
  it("tries out a copy of what was asked: neither candidate nor comparer can change the caller's", async () => {
    const pairs: unknown[] = [];
    const wrapped = shadowFunction<{ n: number }, { n: number }>({
      live: ({ n }) => ({ n: n + 1 }),
      candidate(input) {
        input.n += 10;
        return { n: input.n };
      },
      compare({ input, live, candidate }) {
        pairs.push([input.n, live.n, candidate.n]);
        live.n = 0;
      },
    });
    const input = { n: 1 };
    const answer = await wrapped(input);
    input.n = 50;
    await wrapped.idle();
    expect(answer).toEqual({ n: 2 });
    expect(pairs).toEqual([[11, 2, 11]]);
    expect(input).toEqual({ n: 50 });
  });

  it("counts what cannot be copied as failed, and answers all the same", async () => {
    const wrapped = shadowFunction<() => number, number>({
      live: (input) => input(),
      candidate: () => 1,
      compare: () => undefined,
    });
    expect(await wrapped(() => 7)).toBe(7);
    await wrapped.idle();
    expect(wrapped.counts()).toMatchObject({
      completed: 0,
      failed: 1,
      lastFailure: expect.stringContaining("could not be cloned"),
    });
  });
});
