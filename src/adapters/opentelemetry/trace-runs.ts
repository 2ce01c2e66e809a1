import type { Interceptor } from "../../core/index.js";
import { attribute } from "./attributes.js";
import type { WorkInSpan } from "./work-in-span.js";

/** One span for each run, stage and attempt, as they stand in each other. */
export function traceRuns(workInSpan: WorkInSpan): Interceptor {
  return ({ kind, runId, stage, path, attempt }, proceed) =>
    workInSpan(
      {
        name: `${kind} ${stage.id}`,
        attributes: {
          [attribute.runId]: runId,
          [attribute.stageId]: stage.id,
          [attribute.stageVersion]: stage.version,
          [attribute.stageFingerprint]: stage.fingerprint,
          ...(kind !== "run" && { [attribute.stagePath]: path }),
          ...(kind === "attempt" && { [attribute.attempt]: attempt }),
        },
      },
      proceed,
    );
}
