import { context, trace } from "@opentelemetry/api";
import { predictionSinkChecks } from "golden-pipeline/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepingSink, routerOf, visit } from "../../deployment/make.js";
import { inMemorySdk, withContextManager } from "./in-memory-sdk.js";

withContextManager();

let sdk: Awaited<ReturnType<typeof inMemorySdk>>;
beforeEach(async () => {
  sdk = await inMemorySdk();
});
afterEach(() => sdk.close());

describe("the trace of a prediction", () => {
  it("says which version answered as which arm, what was decided, and its id in the log", async () => {
    const log = keepingSink();
    const router = await routerOf([{ value: 0.7, later: true }], { predictions: sdk.telemetry.predictions(log) });
    const request = sdk.tracer.startSpan("POST /visits");
    const answer = await context.with(trace.setSpan(context.active(), request), () =>
      sdk.telemetry.predict(router)(visit(1)),
    );
    request.end();
    expect(answer.decision).toBe("yes");
    expect(sdk.told()).toEqual([
      { name: "POST /visits", parent: undefined, attributes: {} },
      {
        name: "predict buyers",
        parent: "POST /visits",
        attributes: {
          "golden_pipeline.model.name": "buyers",
          "golden_pipeline.model.version": "buyers@1",
          "golden_pipeline.prediction.arm": "champion",
          "golden_pipeline.prediction.epoch": answer.epoch,
          "golden_pipeline.prediction.id": log.written[0]?.id,
          "golden_pipeline.prediction.decision": "yes",
        },
      },
    ]);
  });

  it("says why it is a fallback, and what failed before: also where another version has answered", async () => {
    const router = await routerOf([{ value: 0.7 }, { value: 0.9, failsEvery: 1 }]);
    const predict = sdk.telemetry.predict(router);
    await router.canary("buyers@2", { share: 1 });
    expect((await predict(visit(1))).fallback).toBe("canary-error");
    const [span] = sdk.spans();
    expect(span?.attributes).toMatchObject({
      "golden_pipeline.model.version": "buyers@1",
      "golden_pipeline.prediction.fallback": "canary-error",
    });
    expect(span?.events.map(({ name, attributes }) => ({ name, ...attributes }))).toEqual([
      {
        name: "version failed",
        "golden_pipeline.model.version": "buyers@2",
        "golden_pipeline.prediction.arm": "canary",
        "error.type": "Error",
        "exception.message": "out of memory",
      },
    ]);
  });

  it("has the error of a request that nobody could answer", async () => {
    const router = await routerOf([{ value: 0.7, failsEvery: 1 }]);
    await expect(sdk.telemetry.predict(router)(visit(1))).rejects.toThrow("out of memory");
    expect(sdk.spans()[0]?.status.message).toContain("out of memory");
  });

  it("of a row that breaks the contract says so, and nothing of the row", async () => {
    const router = await routerOf([{ value: 0.7 }]);
    sdk.telemetry.followRouter(router);
    const broken = { at: "yesterday", user: "ann", pages: 3 } as never;
    await expect(sdk.telemetry.predict(router)(broken)).rejects.toThrow("yesterday");
    const [span] = sdk.spans();
    expect(span?.attributes["error.type"]).toBe("SchemaError");
    const all = [span?.attributes, span?.status, span?.events, sdk.logs().map(({ attributes }) => attributes)];
    expect(JSON.stringify(all)).not.toContain("yesterday");
    expect(sdk.logs()[0]?.attributes).toEqual({ "golden_pipeline.reasons": 1 });
  });

  it("of a shadow is one of its own, linked to the request it shadowed", async () => {
    const log = keepingSink();
    const router = await routerOf([{ value: 0.7 }, { value: 0.2 }], { predictions: sdk.telemetry.predictions(log) });
    await router.shadow("buyers@2", { maximumBusy: 1 });
    const predict = sdk.telemetry.predict(router);
    await Promise.all([predict(visit(1)), predict(visit(2))]);
    await router.shadowIdle();
    const live = sdk.spans().filter(({ name }) => name === "predict buyers");
    const shadows = sdk.spans().filter(({ name }) => name === "shadow buyers");
    expect(shadows.map(({ links }) => links.map(({ context: linked }) => linked.spanId))).toEqual(
      live.map((span) => [span.spanContext().spanId]),
    );
    expect(shadows.map(({ parentSpanContext }) => parentSpanContext)).toEqual([undefined, undefined]);
    expect(shadows[0]?.attributes).toMatchObject({
      "golden_pipeline.model.version": "buyers@2",
      "golden_pipeline.prediction.arm": "shadow",
      "golden_pipeline.prediction.decision": "no",
      "golden_pipeline.prediction.latency_milliseconds": expect.any(Number),
    });
    expect(log.written).toHaveLength(4);
  });

  it("leaves a decision out that is the answer itself, as of texts", async () => {
    const answer = { value: "Dear Ann", decision: "Dear Ann", version: "m@1", arm: "champion", epoch: 1, missing: [] };
    const router = {
      predict: async (_row: object) => ({ ...answer, id: undefined }),
      status: () => ({ model: "m" }),
      on: () => () => undefined,
    };
    await sdk.telemetry.predict(router)({});
    expect(JSON.stringify(sdk.spans()[0]?.attributes)).not.toContain("Ann");
  });
});

describe("a log of predictions that is told of", () => {
  for (const { name, run } of predictionSinkChecks(async () => {
    const log = keepingSink();
    const known = new Map<string, (typeof log.written)[number]>();
    return {
      open: async () => {
        let closed = false;
        return sdk.telemetry.predictions({
          ...log,
          write(prediction) {
            if (closed) throw new Error("closed");
            if (!known.has(prediction.id)) known.set(prediction.id, structuredClone(prediction));
          },
          async close() {
            closed = true;
          },
        });
      },
      read: () => [...known.values()],
      close: async () => undefined,
    };
  }))
    it(name, run);
});
