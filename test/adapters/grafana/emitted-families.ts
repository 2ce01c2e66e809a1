import { createRandom } from "golden-pipeline";
import { profileRows } from "golden-pipeline/dataset";
import { errorRate, latency, routerMetrics } from "golden-pipeline/deployment";
import { numericOutputs, profileModel } from "golden-pipeline/model";
import { createMonitor, defaultDetectors, monitorMetrics } from "golden-pipeline/monitoring";
import type { MetricFamily } from "golden-pipeline/ports";
import { routerOf, visit } from "../../deployment/make.js";

/** A router of the model `buyers` with work for every metric: `play` asks it once more and gives what it tells then. */
export async function playedRouter(): Promise<{
  play(requests: number): Promise<readonly MetricFamily[]>;
  /** Gives the canary another share; its ramp is over. */
  changeShare(share: number): Promise<void>;
  close(): Promise<void>;
}> {
  let written = 0;
  const router = await routerOf(
    [{ value: 0.2 }, { value: 0.2, failsEvery: 1 }, { value: 0.9, failsEvery: 50, later: true }],
    {
      predictions: {
        specificationVersion: "v1",
        write() {
          if (written++ % 7 === 0) throw new Error("the log is full");
        },
        flush: async () => undefined,
        close: async () => undefined,
      },
    },
  );
  let user = 0;
  // The first canary fails outright: the circuit ends it.
  await router.canary("buyers@2", { share: 0.5 });
  while (router.lastRollback === undefined && user < 1000) await router.predict(visit(user++));
  await router.canary("buyers@3", {
    ramp: { shares: [0.5, 1], minimumRequests: 1e9, minimumMilliseconds: 1 },
    guardrails: [errorRate({ maximumDifference: 0.5 }), latency({ floorMilliseconds: 10_000 })],
  });
  await router.shadow("buyers@3", { maximumQueued: 1, concurrency: 1, maximumBusy: 1 });
  return {
    async play(requests) {
      for (let asked = 0; asked < requests; asked += 5) {
        // More at once than the shadow takes.
        await Promise.all(Array.from({ length: 5 }, () => router.predict(visit(user++))));
        await router.shadowIdle();
      }
      await router.predict({} as never).catch(() => undefined);
      return routerMetrics(router);
    },
    changeShare: (share) => router.canaryShare(share),
    close: () => router.close(),
  };
}

/** What a monitor of the same model tells of a window whose inputs and answers have moved. */
export function watchedFamilies(): readonly MetricFamily[] {
  const random = createRandom(3);
  const rows = Array.from({ length: 4000 }, () => ({ pages: 10 * random() }));
  const outputs = Float64Array.from(rows, ({ pages }) => pages / 20);
  const draw = (output: number): boolean => random() < output;
  const reference = profileModel({
    inputs: profileRows({ pages: "number" }, rows),
    outputs: numericOutputs("binary", outputs),
    targets: { task: "binary", rows: rows.length, values: outputs.map((output) => Number(draw(output))) },
    clusters: rows.map((_, row) => `day ${row % 20}`),
  });
  const monitor = createMonitor({ reference, detectors: defaultDetectors({ minimumClusters: 5 }) });
  for (const [index, { pages }] of rows.entries()) {
    const output = 0.5 + pages / 20;
    const time = index * 200_000;
    monitor.observe({ row: { pages: pages + 5 }, output, time, latencyMilliseconds: 3 });
    monitor.label({ output, target: draw(output / 2), cluster: `day ${index % 20}` });
  }
  return monitorMetrics("buyers", monitor.report());
}
