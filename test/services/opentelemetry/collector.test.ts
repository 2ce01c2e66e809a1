import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { createRunner, defineStage, pipeline, retry } from "golden-pipeline";
import { routerMetrics } from "golden-pipeline/deployment";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepingSink, routerOf, visit } from "../../deployment/make.js";
import { factsOf } from "../facts-of.js";
import { otlpSdk } from "./otlp-sdk.js";
import { type ReceivedSpan, receivedLogs, receivedMetrics, receivedSpans, textOf } from "./received.js";

const facts = factsOf("opentelemetry");
const folder = facts.text("folder");
let sdk: Awaited<ReturnType<typeof otlpSdk>>;

beforeAll(async () => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  sdk = await otlpSdk(facts.number("port"));
});
afterAll(async () => {
  await sdk.close();
  context.disable();
});

/** Spans of a name and what they stand in, when as many have arrived. */
async function spansOf(count: number, of: (span: ReceivedSpan) => boolean): Promise<readonly ReceivedSpan[]> {
  await sdk.flush();
  await expect.poll(() => receivedSpans(folder).filter(of).length, { timeout: 20_000 }).toBe(count);
  return receivedSpans(folder).filter(of);
}

describe("a collector", () => {
  it("is given the trace of a run: stages and attempts in each other, with what failed", async () => {
    let calls = 0;
    const shaky = defineStage({
      id: "shaky",
      version: "1.0.0",
      run: async (value: number, { log }) => {
        log.info({ value }, "Tries");
        if (++calls === 1) throw new RangeError("not yet");
        return value;
      },
    });
    const { interceptor, log, followRunner } = sdk.telemetry;
    const runner = createRunner({ interceptor, log });
    followRunner(runner);
    const stage = retry(shaky, { delay: { initialMilliseconds: 0 } });
    await runner.run(pipeline("weather", stage), 1, { runId: "run-1" });
    const spans = await spansOf(4, (span) => textOf(span, "golden_pipeline.run.id") === "run-1");
    const nameOf = (id: string | undefined) => spans.find(({ spanId }) => spanId === id)?.name ?? "nothing";
    expect(spans.map(({ name, parentSpanId }) => `${name} in ${nameOf(parentSpanId)}`).sort()).toEqual([
      "attempt shaky in stage shaky",
      "attempt shaky in stage shaky",
      "run weather in nothing",
      "stage shaky in run weather",
    ]);
    expect(spans.filter(({ status }) => status?.code === 2).map(({ status }) => status?.message)).toEqual(["not yet"]);
    const fingerprints = spans.map((span) => [span.name, textOf(span, "golden_pipeline.stage.fingerprint")]);
    expect(fingerprints).toContainEqual(["stage shaky", stage.fingerprint]);

    await expect.poll(() => receivedLogs(folder).length, { timeout: 20_000 }).toBe(5);
    const attempts = new Set(spans.filter(({ name }) => name === "attempt shaky").map(({ spanId }) => spanId));
    const tries = receivedLogs(folder).filter(({ body }) => body.stringValue === "Tries");
    expect(tries.map(({ severityText, spanId = "" }) => [severityText, attempts.has(spanId)])).toEqual([
      ["INFO", true],
      ["INFO", true],
    ]);
    expect(receivedLogs(folder).map(({ eventName }) => eventName)).toContain("golden_pipeline.stage_retry");
  });

  it("is given requests and their shadows, linked, and the router's numbers with their units", async () => {
    const { telemetry } = sdk;
    const log = keepingSink();
    const router = await routerOf([{ value: 0.7 }, { value: 0.2 }], { predictions: telemetry.predictions(log) });
    await router.shadow("buyers@2", { maximumBusy: 1 });
    const predict = telemetry.predict(router);
    telemetry.observe(() => routerMetrics(router));
    for (const user of [1, 2, 3]) await predict(visit(user));
    await router.shadowIdle();
    const spans = await spansOf(6, (span) => textOf(span, "golden_pipeline.model.name") === "buyers");
    const live = spans.filter(({ name }) => name === "predict buyers");
    const shadows = spans.filter(({ name }) => name === "shadow buyers");
    expect(shadows.flatMap(({ links = [] }) => links.map(({ spanId }) => spanId))).toEqual(
      live.map(({ spanId }) => spanId),
    );
    expect(live.map((span) => textOf(span, "golden_pipeline.prediction.id"))).toEqual(
      log.written.filter(({ arm }) => arm === "champion").map(({ id }) => id),
    );
    const metric = (name: string) => receivedMetrics(folder).findLast((one) => one.name === name);
    await expect.poll(() => metric("router_requests_total")?.sum?.dataPoints[0]?.asDouble, { timeout: 20_000 }).toBe(3);
    expect(metric("router_requests_total")?.sum?.isMonotonic).toBe(true);
    expect(metric("router_latency_p99_seconds")?.unit).toBe("s");
    expect(metric("router_shadow_requests_total")?.sum?.dataPoints.map(({ asDouble }) => asDouble)).toContain(3);
  });
});
