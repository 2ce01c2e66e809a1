import type { EngineMeasures, EngineMetric, Unsaid } from "../engine.js";
import { Unsayable } from "./unsaid.js";

/** Values by metric; those that cannot be said are listed. */
export async function measureEach(
  metrics: readonly EngineMetric[],
  value: (metric: EngineMetric) => number | undefined | Promise<number | undefined>,
): Promise<Pick<EngineMeasures, "values" | "unsupported">> {
  const values: Record<string, number | undefined> = {};
  const unsupported: Unsaid[] = [];
  for (const metric of metrics)
    try {
      values[metric.name] = await value(metric);
    } catch (error) {
      if (!(error instanceof Unsayable)) throw error;
      unsupported.push({ what: `metric ${metric.name}`, reason: error.message });
    }
  return { values, unsupported };
}
