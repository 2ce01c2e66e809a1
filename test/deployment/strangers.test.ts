import { createSimulatedClock } from "golden-pipeline";
import { createRouter, type Guardrail, type RouterEvent } from "golden-pipeline/deployment";
import { type ModelKind, model, type Outputs, textOutputs } from "golden-pipeline/model";
import type { ModelSource } from "golden-pipeline/ports";
import { contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { digestOf } from "../../src/core/house.js";
import { keepingSink, routerOf, visit } from "./make.js";

const questions = contract(
  "questions",
  z.object({ at: z.date(), user: z.string(), tags: z.array(z.string()), answer: z.string() }),
  { eventTime: "at", labels: { answer: { knownAt: (question) => question.at.plusMinutes(60) } } },
);
type Question = { at: Date; user: string; tags: string[] };

/** A router whose version n is the n-th of these functions, which may do with its row what it likes. */
async function routerOfFunctions(...answers: ((row: Question) => unknown)[]) {
  const kind: ModelKind<string> = {
    kind: "functions@1",
    decode: (bytes) => ({
      kind: "functions@1",
      reads: "rows",
      predict: (rows) => answers[Number(new TextDecoder().decode(bytes))]?.(rows[0] as Question) as Outputs,
    }),
  };
  const name = model("answers", questions, { target: (question) => question.answer, task: "text", kinds: [kind] });
  const registry: ModelSource = {
    specificationVersion: "v1",
    async resolve(selector) {
      const number = selector.endsWith("@champion") ? 1 : Number(selector.split("@")[1]);
      const bytes = new TextEncoder().encode(String(number - 1));
      const manifest = {
        format: "model@1" as const,
        name: "answers",
        fingerprint: name.fingerprint,
        candidate: `candidate-${number}`,
        kind: "functions@1",
        task: "text" as const,
        model: digestOf(bytes),
        decision: { threshold: 0.5 },
        trainer: { id: "functions", version: "1.0.0", hyperparameters: {} },
        data: { contract: questions.fingerprint, train: "none", test: "none" },
        metrics: {},
        report: digestOf(bytes),
        git: { override: "a test" },
        runId: "run",
      };
      const version = {
        kind: "model-version" as const,
        id: `answers@${number}`,
        number,
        digest: "d".repeat(64),
        manifest,
      };
      return { version, model: bytes, fitted: undefined };
    },
  };
  return createRouter({ registry, model: name, unit: (row) => row.user, clock: createSimulatedClock(0) });
}
const ask = (user: number) => ({ at: new Date(user), user: `u${user}`, tags: ["a"] });

describe("a model of a stranger", () => {
  it("that changes its row and fails leaves the champion, the caller and the next one the row as it was asked", async () => {
    const router = await routerOfFunctions(
      ({ tags }) => textOutputs([tags.join()]),
      (row) => {
        row.tags.push("changed");
        row.user = "nobody";
        throw new Error("out of memory");
      },
    );
    await router.canary("answers@2", { share: 1 });
    const asked = ask(1);
    expect(await router.predict(asked)).toMatchObject({ value: "a", arm: "canary", fallback: "canary-error" });
    expect(asked).toEqual(ask(1));
  });

  it.each([
    ["nothing", () => undefined],
    ["null", () => null],
    ["another task", () => ({ task: "number", rows: 1, width: 1, values: new Float64Array(1) })],
    ["too many answers", () => textOutputs(["a", "b"])],
    ["a rejection", () => Promise.reject(new Error("no route"))],
    [
      "what only looks like a promise",
      () =>
        // biome-ignore lint/suspicious/noThenProperty: that is what is tried.
        Object.assign(Object.create(null), { then: (_: unknown, no: (cause: Error) => void) => no(new Error("no")) }),
    ],
  ])("that gives %s costs no user an answer and is stopped", async (_, answer) => {
    const router = await routerOfFunctions(() => textOutputs(["good"]), answer);
    await router.canary("answers@2", { share: 0.5 });
    for (let user = 0; user < 100; user++) expect((await router.predict(ask(user))).value).toBe("good");
    expect(router.lastRollback).toMatchObject({ version: "answers@2", requests: 20 });
  });

  it("may answer by any promise", async () => {
    const router = await routerOfFunctions(() => ({
      // biome-ignore lint/suspicious/noThenProperty: that is what is tried.
      then: (yes: (outputs: unknown) => void) => yes(textOutputs(["later"])),
    }));
    expect((await router.predict(ask(1))).value).toBe("later");
  });
});

describe("a canary with a bad answer for all", () => {
  it("hangs nobody for good: after its time the champion answers", async () => {
    const router = await routerOf([{ value: 0.1 }, { value: 0.9, hangs: true }], { timeoutMilliseconds: 5 });
    await router.canary("buyers@2", { share: 0.5 });
    const answers = await Promise.all(Array.from({ length: 80 }, (_, user) => router.predict(visit(user))));
    expect(answers.every(({ value }) => value === 0.1)).toBe(true);
    expect(router.lastRollback?.verdict.guardrail).toBe("circuit");
  });
});

describe("a log of a stranger", () => {
  it("that rejects later is told of, and the process lives", async () => {
    const events: RouterEvent[] = [];
    const predictions = { ...keepingSink(), write: (async () => Promise.reject(new Error("disk full"))) as () => void };
    const router = await routerOf([{ value: 0.7 }], { predictions });
    router.on((event) => events.push(event));
    expect((await router.predict(visit(1))).value).toBe(0.7);
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toMatchObject([{ type: "unlogged", version: "buyers@1" }]);
    expect(router.metrics().get("buyers@1")?.unlogged).toBe(1);
  });

  it("cannot change the answer, nor what the next one is given", async () => {
    const refused: unknown[] = [];
    const router = await routerOf([{ value: 0.7 }], {
      predictions: {
        ...keepingSink(),
        write(record) {
          for (const change of [
            () => Object.assign(record, { output: 0 }),
            () => Object.assign(record.row, { pages: 0 }),
          ])
            try {
              change();
            } catch (error) {
              refused.push(error);
            }
        },
      },
    });
    expect((await router.predict(visit(1))).value).toBe(0.7);
    expect(refused).toHaveLength(2);
  });

  it("is given nothing when cluster or tenant throw: the answer stands, and that is told", async () => {
    const predictions = keepingSink();
    const events: RouterEvent[] = [];
    const router = await routerOf([{ value: 0.7 }], {
      predictions,
      tenant() {
        throw new Error("no tenant");
      },
    });
    router.on((event) => events.push(event));
    expect(await router.predict(visit(1))).toMatchObject({ value: 0.7, id: undefined });
    expect(predictions.written).toEqual([]);
    expect(events).toMatchObject([{ type: "unlogged", cause: new Error("no tenant") }]);
  });
});

describe("listeners, guardrails and callers", () => {
  it("that throw, reject or change what they are told reach neither the others nor the router", async () => {
    const heard: string[] = [];
    const router = await routerOf([{ value: 0.1 }, { value: 0.9, failsEvery: 1 }]);
    router.on((event) => {
      Object.assign(event, { type: "flip" });
    });
    router.on(async () => {
      throw new Error("no metric server");
    });
    router.on(({ type }) => type !== "failed" && heard.push(type));
    await router.canary("buyers@2", { share: 0.5 });
    for (let user = 0; user < 100; user++) expect((await router.predict(visit(user))).value).toBe(0.1);
    expect(heard).toEqual(["canary-start", "rollback"]);
  });

  it("get copies or what is frozen: counts and the state of the rollout stay the router's own", async () => {
    const router = await routerOf([{ value: 0.1 }, { value: 0.9, failsEvery: 1 }]);
    await router.canary("buyers@2", { share: 0.5 });
    for (let user = 0; user < 100; user++) await router.predict(visit(user));
    const counted = router.metrics().get("buyers@1");
    const requests = counted?.requests ?? 0;
    if (counted) counted.requests = 0;
    expect(router.metrics().get("buyers@1")?.requests).toBe(requests);
    expect(() => Object.assign(router.lastRollback ?? {}, { version: "buyers@1" })).toThrow(TypeError);
    expect(() => Object.assign(router.status().rolledBack, { "buyers@2": undefined })).toThrow(TypeError);
  });

  it("with a unit that is no text are told so, and a guardrail that hangs on a promise decides nothing", async () => {
    const router = await routerOf([{ value: 0.1 }, { value: 0.9 }], { unit: (() => 5) as never });
    await expect(router.predict(visit(1))).rejects.toThrow(
      "`unit` to give text, or undefined for nobody, got 5 (number)",
    );
    const hanging = { name: "hanging", check: () => new Promise(() => undefined) } as never as Guardrail;
    const other = await routerOf([{ value: 0.1 }, { value: 0.9 }], { guardrails: [hanging] });
    await other.canary("buyers@2", { share: 0.5 });
    for (let user = 0; user < 50; user++) await other.predict(visit(user));
    expect(other.canaryStatus()?.verdicts).toMatchObject([{ guardrail: "hanging", decision: "insufficient-data" }]);
  });

  it("keep a canary's memory bounded, however many units it answers", async () => {
    const router = await routerOf([{ value: 0.1 }, { value: 0.9 }], { rememberedKeys: 10 });
    await router.canary("buyers@2", { share: 0.5 });
    for (let user = 0; user < 6000; user++) await router.predict(visit(user));
    const { units, requests } = router.canaryStatus() ?? { units: 0, requests: 0 };
    expect(units / requests).toBeGreaterThan(0.85);
    expect(units / requests).toBeLessThan(1.15);
    expect(router.metrics().get("buyers@2")?.toJSON().units.hashes.length ?? 0).toBeLessThanOrEqual(512);
  });
});
