import { context, SpanStatusCode, trace } from "@opentelemetry/api";
import { createRunner, defineStage, parallel, pipeline, retry } from "golden-pipeline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inMemorySdk, withContextManager } from "./in-memory-sdk.js";

withContextManager();

let sdk: Awaited<ReturnType<typeof inMemorySdk>>;
beforeEach(async () => {
  sdk = await inMemorySdk();
});
afterEach(() => sdk.close());

const double = defineStage({ id: "double", version: "2.0.0", run: async (value: number) => value * 2 });

describe("the trace of a run", () => {
  it("has a span for the run and each stage in it, as they stand in each other", async () => {
    const runner = createRunner({ interceptor: sdk.telemetry.interceptor });
    const both = parallel({ left: double, right: double });
    await runner.run(pipeline("outer", pipeline("inner", double)).pipe(both), 1, { runId: "2001-03" });
    expect(sdk.told().map(({ name, parent }) => `${name} in ${parent}`)).toEqual([
      "run outer in undefined",
      "stage inner in run outer",
      "stage double in stage inner",
      "stage parallel in run outer",
      "stage double in stage parallel",
      "stage double in stage parallel",
    ]);
    expect(sdk.told()[2]?.attributes).toEqual({
      "golden_pipeline.run.id": "2001-03",
      "golden_pipeline.stage.id": "double",
      "golden_pipeline.stage.version": "2.0.0",
      "golden_pipeline.stage.fingerprint": double.fingerprint,
      "golden_pipeline.stage.path": "inner>double",
    });
  });

  it("goes on in what a stage calls, and belongs to what runs the run", async () => {
    const calling = defineStage({
      id: "calling",
      version: "1.0.0",
      run: async () => {
        await Promise.resolve();
        sdk.tracer.startSpan("GET").end();
        return 1;
      },
    });
    const job = sdk.tracer.startSpan("job");
    await context.with(trace.setSpan(context.active(), job), () =>
      createRunner({ interceptor: sdk.telemetry.interceptor }).run(calling, 1),
    );
    job.end();
    const told = sdk.told();
    expect(told.find(({ name }) => name === "GET")?.parent).toBe("stage calling");
    expect(told.find(({ name }) => name === "run calling")?.parent).toBe("job");
    expect(new Set(sdk.spans().map((span) => span.spanContext().traceId)).size).toBe(1);
  });

  it("has each attempt, the error where it was thrown, and its kind on all that it failed", async () => {
    const failing = defineStage({
      id: "failing",
      version: "1.0.0",
      run: async () => {
        throw new RangeError("too far");
      },
    });
    const stage = retry(failing, { attempts: 2, delay: { initialMilliseconds: 0 } });
    const runner = createRunner({ interceptor: sdk.telemetry.interceptor });
    await expect(runner.run(pipeline("p", stage), 1)).rejects.toThrow("too far");
    expect(
      sdk.spans().map(({ name, attributes, status, events }) => ({
        name,
        attempt: attributes["golden_pipeline.stage.attempt"],
        type: attributes["error.type"],
        status,
        exceptions: events.map((event) => event.attributes?.["exception.message"]),
      })),
    ).toEqual(
      (
        [
          ["attempt failing", 1, ["too far"]],
          ["attempt failing", 2, ["too far"]],
          ["stage failing", undefined, []],
          ["run p", undefined, []],
        ] as const
      ).map(([name, attempt, exceptions]) => ({
        name,
        attempt,
        type: "RangeError",
        status: { code: SpanStatusCode.ERROR, message: "too far" },
        exceptions,
      })),
    );
  });

  it("keeps runs that go on at once apart", async () => {
    const runner = createRunner({ interceptor: sdk.telemetry.interceptor });
    await Promise.all([1, 2, 3].map((value) => runner.run(pipeline("p", double).pipe(double), value)));
    const perTrace = new Map<string, number>();
    for (const span of sdk.spans()) {
      const { traceId } = span.spanContext();
      perTrace.set(traceId, (perTrace.get(traceId) ?? 0) + 1);
    }
    expect([...perTrace.values()]).toEqual([3, 3, 3]);
  });

  it("asks what begins its work when it is asked only once", async () => {
    let asked = 0;
    const lazy = {
      // biome-ignore lint/suspicious/noThenProperty: a builder of queries is what this is about.
      then(resolve: (rows: number) => void) {
        asked++;
        resolve(3);
      },
    };
    const query = defineStage({
      id: "query",
      version: "1.0.0",
      run: () => lazy as PromiseLike<number> as Promise<number>,
    });
    const { output } = await createRunner({ interceptor: sdk.telemetry.interceptor }).run(pipeline("p", query), 1);
    expect([output, asked]).toEqual([3, 1]);
    expect(sdk.told().map(({ name }) => name)).toEqual(["run p", "stage query"]);
  });

  it("tells of what is thrown that is no error, by its kind", async () => {
    const failing = defineStage({
      id: "failing",
      version: "1.0.0",
      run: () => {
        throw "away";
      },
    });
    await createRunner({ interceptor: sdk.telemetry.interceptor })
      .run(failing, 1)
      .catch(() => undefined);
    expect(sdk.spans().map(({ attributes }) => attributes["error.type"])).toEqual(["string", "string"]);
  });
});
