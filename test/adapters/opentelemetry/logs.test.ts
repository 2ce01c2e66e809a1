import { createMemorySource, createRunner, defineStage, retry } from "golden-pipeline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { routerOf, visit } from "../../deployment/make.js";
import { inMemorySdk, withContextManager } from "./in-memory-sdk.js";

withContextManager();

let sdk: Awaited<ReturnType<typeof inMemorySdk>>;
beforeEach(async () => {
  sdk = await inMemorySdk();
});
afterEach(() => sdk.close());

const eventsOf = () =>
  sdk.logs().map(({ eventName, severityText, attributes }) => ({ eventName, severityText, attributes }));

describe("the log", () => {
  it("is records with severity, text and fields, each in the span of the stage that wrote it", async () => {
    const talking = defineStage({
      id: "talking",
      version: "1.0.0",
      run: async (rows: number, { log }) => {
        await Promise.resolve();
        log.warn({ rows, at: new Date(0), big: 10n, error: new TypeError("odd") }, "Some rows are odd");
        return rows;
      },
    });
    const { interceptor, log } = sdk.telemetry;
    await createRunner({ interceptor, log }).run(talking, 3);
    const [record] = sdk.logs();
    expect(record).toMatchObject({ severityNumber: 13, severityText: "WARN", body: "Some rows are odd" });
    expect(record?.attributes).toEqual({
      rows: 3,
      at: "1970-01-01T00:00:00.000Z",
      big: "10",
      "exception.type": "TypeError",
      "exception.message": "odd",
      "exception.stacktrace": expect.stringContaining("TypeError: odd"),
    });
    const stage = sdk.spans().find(({ name }) => name === "stage talking");
    expect(record?.spanContext?.spanId).toBe(stage?.spanContext().spanId);
  });

  it("knows four severities", () => {
    for (const severity of ["debug", "info", "warn", "error"] as const) sdk.telemetry.log[severity]({}, severity);
    expect(sdk.logs().map(({ severityNumber, body }) => [severityNumber, body])).toEqual([
      [5, "debug"],
      [9, "info"],
      [13, "warn"],
      [17, "error"],
    ]);
  });

  it("cuts what is too deep, too long or too many, and leaves out what no record can hold", () => {
    const circle: Record<string, unknown> = { name: "circle" };
    circle.self = circle;
    const many = Array.from({ length: 1000 }, (_, index) => index);
    sdk.telemetry.log.info({ circle, many, long: "x".repeat(100_000), call: () => 1, nothing: null }, "odd");
    const attributes = sdk.logs()[0]?.attributes ?? {};
    expect(JSON.stringify(attributes.circle).match(/circle/g)).toHaveLength(4);
    expect(attributes.many).toHaveLength(100);
    expect(attributes.long).toHaveLength(8192);
    expect(attributes).not.toHaveProperty("call");
    expect(attributes.nothing).toBeNull();
  });
});

describe("the events", () => {
  it("of a runner are runs, what stages emit, retries and errors, until that is ended", async () => {
    let tries = 0;
    const shaky = defineStage({
      id: "shaky",
      version: "1.0.0",
      run: (value: number, { emit }) => {
        emit("rows", { valid: 3 });
        if (++tries === 1) throw new Error("not yet");
        if (value < 0) throw new RangeError("negative");
        return value;
      },
    });
    const runner = createRunner();
    const end = sdk.telemetry.followRunner(runner);
    const stage = retry(shaky, { attempts: 2, delay: { initialMilliseconds: 0 } });
    await runner.run(stage, 1, { runId: "r" });
    await runner.run(shaky, -1, { runId: "r-2" }).catch(() => undefined);
    end();
    await runner.run(stage, 1);
    const told = eventsOf().map(({ eventName, severityText }) => `${severityText} ${eventName}`);
    expect(told).toEqual([
      "INFO golden_pipeline.run_start",
      "INFO golden_pipeline.custom",
      "WARN golden_pipeline.stage_retry",
      "INFO golden_pipeline.custom",
      "INFO golden_pipeline.run_end",
      "INFO golden_pipeline.run_start",
      "INFO golden_pipeline.custom",
      "ERROR golden_pipeline.stage_error",
      "INFO golden_pipeline.run_end",
    ]);
    expect(eventsOf()[2]?.attributes).toMatchObject({
      "golden_pipeline.run.id": "r",
      "golden_pipeline.stage.path": "shaky",
      "golden_pipeline.stage.attempt": 2,
      "exception.message": "not yet",
    });
    expect(eventsOf()[1]?.attributes).toMatchObject({
      "golden_pipeline.name": "rows",
      "golden_pipeline.data": { valid: 3 },
    });
  });

  it("of a runner are the partitions it reads, too", async () => {
    const runner = createRunner();
    sdk.telemetry.followRunner(runner);
    const source = createMemorySource({ partitions: { a: [1] } });
    const first = defineStage({ id: "first", version: "1.0.0", run: (batch: readonly number[]) => batch[0] ?? 0 });
    for await (const { output } of runner.each(first, source)) {
      expect(output).toBe(1);
      break;
    }
    const names = eventsOf().map(({ eventName }) => eventName);
    expect(names).toContain("golden_pipeline.partition_start");
    expect(names).toContain("golden_pipeline.partition_end");
  });

  it("of a router are its flips and failures", async () => {
    const router = await routerOf([{ value: 0.7 }, { value: 0.9, failsEvery: 1 }]);
    sdk.telemetry.followRouter(router);
    await router.canary("buyers@2", { share: 1 });
    await router.predict(visit(1));
    const failed = eventsOf().find(({ eventName }) => eventName === "golden_pipeline.failed");
    expect(failed).toMatchObject({
      severityText: "WARN",
      attributes: {
        "golden_pipeline.model.version": "buyers@2",
        "golden_pipeline.prediction.arm": "canary",
        "exception.message": "out of memory",
      },
    });
    expect(eventsOf()[0]).toMatchObject({
      eventName: "golden_pipeline.canary_start",
      severityText: "INFO",
      attributes: { "golden_pipeline.model.version": "buyers@2", "golden_pipeline.share": 1 },
    });
  });
});
