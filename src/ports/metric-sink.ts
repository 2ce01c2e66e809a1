import type { MetricFamily } from "./metric-family.js";

/** Where numbers about running models go: Prometheus, OpenTelemetry. `metricSinkChecks` of the testing room is its contract. */
export interface MetricSink {
  readonly specificationVersion: "v1";
  /**
   * Takes the present values. A sample of the same name and labels takes the place of the earlier one; others stay.
   * @throws {InvalidArgumentError} a name is not allowed, or was written with another type or help before.
   */
  write(families: readonly MetricFamily[]): Promise<void>;
}
