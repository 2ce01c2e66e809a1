import { InvalidArgumentError } from "../core/index.js";
import { byMetrics, type EvaluateOptions } from "./by-metrics.js";
import type { Judging } from "./evaluate-candidate.js";
import { byLayers, type EvaluateByLayersOptions } from "./layers/by-layers.js";

/** By metrics or by layers, whichever is given. @throws {InvalidArgumentError} neither is, or both are. */
export function judgingOf<Row, Target>(
  place: string,
  options: EvaluateOptions<Row, Target> | EvaluateByLayersOptions<Row, Target>,
): Judging<Row> {
  const { metrics, layers }: { readonly metrics?: unknown; readonly layers?: unknown } = options;
  if ((metrics === undefined) === (layers === undefined))
    throw new InvalidArgumentError(
      place,
      "one of `metrics`, which measure what the task gives, and `layers`, which judge answers",
      options,
      metrics === undefined ? "neither" : "both",
    );
  return options.layers !== undefined ? byLayers<Row, Target>(options) : byMetrics<Row, Target>(options);
}
