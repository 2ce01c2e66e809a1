import { ValueType } from "@opentelemetry/api";
import { DataPointType } from "@opentelemetry/sdk-metrics";
import { InvalidArgumentError } from "golden-pipeline";
import { routerMetrics } from "golden-pipeline/deployment";
import { metricSinkChecks } from "golden-pipeline/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { routerOf, visit } from "../../deployment/make.js";
import { inMemorySdk } from "./in-memory-sdk.js";

type Sdk = Awaited<ReturnType<typeof inMemorySdk>>;
let sdk: Sdk;
beforeEach(async () => {
  sdk = await inMemorySdk();
});
afterEach(() => sdk.close());

function sameLabels(one: object, other: object): boolean {
  const sorted = (labels: object) => JSON.stringify(Object.entries(labels).sort());
  return sorted(one) === sorted(other);
}

describe("metrics for OpenTelemetry", () => {
  for (const { name, run } of metricSinkChecks(async () => {
    const own = await inMemorySdk();
    return {
      sink: own.telemetry.metrics,
      async read(metric, labels) {
        const found = (await own.collect()).find(({ descriptor }) => descriptor.name === metric);
        return found?.dataPoints.find(({ attributes }) => sameLabels(attributes, labels))?.value as number | undefined;
      },
      close: () => own.close(),
    };
  }))
    it(name, run);

  it("keep their names and labels, with units in UCUM; a counter is a sum that only grows", async () => {
    await sdk.telemetry.metrics.write([
      { name: "router_requests_total", help: "All", type: "counter", samples: [{ labels: { model: "m" }, value: 7 }] },
      { name: "router_latency_p99_seconds", help: "Latency", type: "gauge", samples: [{ value: 0.25 }] },
      { name: "cache_read_bytes_total", help: "Read", type: "counter", samples: [{ value: 1 }] },
      { name: "canary_share", help: "Share", type: "gauge", samples: [{ value: 0.1 }] },
    ]);
    const collected = await sdk.collect();
    expect(
      collected.map(({ descriptor: { name, unit, description, valueType }, dataPointType }) => ({
        name,
        unit,
        description,
        valueType,
        dataPointType,
      })),
    ).toEqual([
      {
        name: "router_requests_total",
        unit: "",
        description: "All",
        valueType: ValueType.DOUBLE,
        dataPointType: DataPointType.SUM,
      },
      expect.objectContaining({ name: "router_latency_p99_seconds", unit: "s", dataPointType: DataPointType.GAUGE }),
      expect.objectContaining({ name: "cache_read_bytes_total", unit: "By" }),
      expect.objectContaining({ name: "canary_share", unit: "" }),
    ]);
    expect(collected[0]).toMatchObject({ isMonotonic: true, dataPoints: [{ attributes: { model: "m" }, value: 7 }] });
  });

  it("of a router are read whenever the SDK collects, until that is ended", async () => {
    const router = await routerOf([{ value: 0.7 }]);
    const end = sdk.telemetry.observe(() => routerMetrics(router));
    const requests = async () =>
      (await sdk.collect()).find(({ descriptor }) => descriptor.name === "router_requests_total")?.dataPoints[0]?.value;
    for (const count of [1, 2]) {
      await router.predict(visit(count));
      expect(await requests()).toBe(count);
    }
    end();
    await router.predict(visit(3));
    expect(await requests()).toBe(2);
  });

  it("are refused under a name that OpenTelemetry does not take", async () => {
    const written = sdk.telemetry.metrics.write([{ name: "job:load", help: "Load", type: "gauge", samples: [] }]);
    await expect(written).rejects.toSatisfy(InvalidArgumentError.isInstance);
    await expect(written).rejects.toThrow("begins with a letter");
  });
});
