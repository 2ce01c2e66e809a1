import { type Clock, canonicalJson } from "../../core/index.js";
import type { HistoryStore } from "../../model/house.js";
import { type Prediction, predictionId } from "../../model/index.js";
import type { PredictionSink } from "../../ports/index.js";
import type { LoadedVersion } from "../load-version.js";
import type { ShadowStatus } from "../router.js";
import { featuresDigest, scoreRow } from "../score.js";
import { createShadowLane, type ShadowLaneOptions } from "./shadow-lane.js";

/** Lets one version answer what was answered live, and compares. */
export interface ShadowRunner {
  submit(row: Readonly<Record<string, unknown>>, live: Prediction): void;
  status(): ShadowStatus;
  idle(): Promise<void>;
}

export interface ShadowRunnerOptions {
  readonly version: LoadedVersion;
  readonly history: HistoryStore | undefined;
  readonly predictions: PredictionSink | undefined;
  readonly clock: Clock;
  readonly timer: () => number;
  readonly lane: ShadowLaneOptions;
}

// A guess at a row's size that costs nothing: exact counting would serialise every request twice.
const bytesPerValue = 32;

export function createShadowRunner({
  version,
  history,
  predictions,
  clock,
  timer,
  lane: laneOptions,
}: ShadowRunnerOptions): ShadowRunner {
  const lane = createShadowLane(laneOptions);
  let agreed = 0;
  let pairs = 0;
  let distance = 0;
  return {
    submit(row, live) {
      lane.submit(async (signal) => {
        const started = timer();
        const score = await scoreRow(version, row, history, signal);
        signal.throwIfAborted();
        // A fallback is nobody's judgement: there is nothing to agree with.
        if (live.fallback === undefined && live.output !== undefined) {
          pairs++;
          if (canonicalJson(score.decided) === canonicalJson(live.decision)) agreed++;
          if (typeof score.output === "number" && typeof live.output === "number")
            distance += Math.abs(score.output - live.output);
        }
        const { missing: _, fallback: __, ...shared } = live;
        predictions?.write({
          ...shared,
          id: predictionId({ ...live, version: version.id, arm: "shadow" }),
          version: version.id,
          arm: "shadow",
          propensity: 1,
          output: score.output,
          decision: score.decided,
          receivedTime: clock.now(),
          latencyMilliseconds: timer() - started,
          features: featuresDigest(score.matrix),
          ...(score.missing.length > 0 && { missing: score.missing }),
        });
      }, Object.keys(row).length * bytesPerValue);
    },
    status: () => ({
      version: version.id,
      ...lane.counts(),
      agreed,
      meanAbsoluteDifference: pairs === 0 ? undefined : distance / pairs,
    }),
    idle: () => lane.idle(),
  };
}
