import { context, type DiagLogger, diag } from "@opentelemetry/api";
import { createRunner, defineStage } from "golden-pipeline";
import { createOpenTelemetry } from "golden-pipeline/adapters/opentelemetry";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepingSink, routerOf, visit } from "../../deployment/make.js";

/** Whatever is asked of it, it throws. */
const broken = new Proxy(
  {},
  {
    get: () => () => {
      throw new Error("the SDK is broken");
    },
  },
) as never;

const said: string[] = [];
const ignore = () => undefined;
const listening: DiagLogger = {
  error: ignore,
  info: ignore,
  debug: ignore,
  verbose: ignore,
  warn: (message) => void said.push(message),
};
beforeEach(() => {
  said.length = 0;
  diag.setLogger(listening, { suppressOverrideMessage: true });
});
afterEach(() => {
  context.disable();
  diag.disable();
});

const provider = { getTracer: () => broken, getMeter: () => broken, getLogger: () => broken } as never;
const make = () => createOpenTelemetry({ tracerProvider: provider, meterProvider: provider, loggerProvider: provider });
const double = defineStage({
  id: "double",
  version: "1.0.0",
  run: async (value: number, { log }) => {
    log.info({ value }, "doubles");
    return value * 2;
  },
});

describe("an SDK that throws", () => {
  it("costs no run: OpenTelemetry's own diagnostics are told", async () => {
    const { interceptor, log, followRunner } = await make();
    const runner = createRunner({ interceptor, log });
    followRunner(runner);
    expect((await runner.run(double, 2)).output).toBe(4);
    expect(said).toContain("golden-pipeline could not tell of its work");
  });

  it("costs no prediction and none in the log", async () => {
    const telemetry = await make();
    const log = keepingSink();
    const router = await routerOf([{ value: 0.7 }, { value: 0.2 }], { predictions: telemetry.predictions(log) });
    telemetry.followRouter(router);
    await router.shadow("buyers@2", { maximumBusy: 1 });
    expect((await telemetry.predict(router)(visit(1))).value).toBe(0.7);
    await router.shadowIdle();
    expect(log.written.map(({ arm }) => arm)).toEqual(["champion", "shadow"]);
  });

  it("costs no metric its writer", async () => {
    const { metrics, observe } = await make();
    await metrics.write([{ name: "load", help: "Load", type: "gauge", samples: [{ value: 1 }] }]);
    observe(() => {
      throw new Error("no numbers");
    });
    expect(said.length).toBeGreaterThan(1);
  });

  it("does work once when the context manager fails, before or after it", async () => {
    const working = { startSpan: () => ({ end: ignore, setAttribute: ignore, setStatus: ignore }) };
    for (const fails of ["before", "after"]) {
      context.setGlobalContextManager({
        active: () => ({ getValue: ignore, setValue: ignore, deleteValue: ignore }) as never,
        with(_context: unknown, work: () => unknown) {
          if (fails === "after") work();
          throw new Error("no context");
        },
        bind: broken,
        enable: broken,
        disable: ignore,
      } as never);
      const { interceptor } = await createOpenTelemetry({ tracerProvider: { getTracer: () => working } as never });
      let done = 0;
      const work = { kind: "stage", runId: "r", stage: double, path: "double", attempt: 1 } as const;
      expect(interceptor(work, () => ++done)).toBe(1);
      context.disable();
    }
  });
});

describe("without an SDK", () => {
  it("everything works and tells nobody", async () => {
    const telemetry = await createOpenTelemetry();
    const runner = createRunner({ interceptor: telemetry.interceptor, log: telemetry.log });
    expect((await runner.run(double, 2)).output).toBe(4);
    const router = await routerOf([{ value: 0.7 }], { predictions: telemetry.predictions() });
    expect((await telemetry.predict(router)(visit(1))).value).toBe(0.7);
    expect(said).toEqual([]);
  });
});
