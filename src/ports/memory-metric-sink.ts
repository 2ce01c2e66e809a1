import { mergeFamilies } from "./merge-families.js";
import type { MetricFamily } from "./metric-family.js";
import type { MetricSink } from "./metric-sink.js";

/** Keeps the newest value of every sample, for tests, notebooks and endpoints that are asked. */
export function createMemoryMetricSink(): MetricSink & { families(): readonly MetricFamily[] } {
  let known: readonly MetricFamily[] = [];
  return {
    specificationVersion: "v1",
    async write(families) {
      known = mergeFamilies([...known, ...families]);
    },
    families: () => known,
  };
}
