import { type Clock, canonicalJson, type Json } from "../../core/index.js";
import { featuresDigest, type HistoryStore } from "../../model/house.js";
import { type Prediction, predictionId } from "../../model/index.js";
import type { PredictionSink } from "../../ports/index.js";
import { hashUnit } from "../assignment/hash-unit.js";
import type { ShadowStatus } from "../router.js";
import type { LoadedVersion } from "../versions/load-version.js";
import { type Score, scoreRow } from "../versions/score.js";
import { outputDistance } from "./output-distance.js";
import { createShadowLane } from "./shadow-lane.js";
import type { ShadowOptionsFacts } from "./shadow-options.js";

/** Two answers to one request. */
export interface AnswerPair {
  readonly row: object;
  readonly live: { readonly output: Json; readonly decision: Json };
  readonly shadow: { readonly output: Json; readonly decision: Json };
}

/** Lets one version answer what was answered live, and compares. */
export interface ShadowRunner {
  /** @param row The shadow's own copy of it. */
  submit(row: object, live: Prediction): void;
  status(): ShadowStatus;
  idle(): Promise<void>;
}

export interface ShadowRunnerOptions {
  readonly version: LoadedVersion;
  readonly facts: ShadowOptionsFacts;
  /** Whether two answers say the same. */
  readonly agrees: ((pair: AnswerPair) => boolean | Promise<boolean>) | undefined;
  readonly history: HistoryStore | undefined;
  readonly predictions: PredictionSink | undefined;
  readonly clock: Clock;
  readonly timer: () => number;
}

// A guess at a row's size that costs nothing: exact counting would serialise every request twice.
const bytesPerValue = 32;

export function createShadowRunner(options: ShadowRunnerOptions): ShadowRunner {
  const { version, facts, history, predictions, clock, timer } = options;
  const { agrees = ({ live, shadow }) => canonicalJson(live.decision) === canonicalJson(shadow.decision) } = options;
  const { share, ...limits } = facts;
  const { task } = version.version.manifest;
  const lane = createShadowLane({ ...limits, timer });
  const salt = `shadow ${version.id}`;
  let agreed = 0;
  let pairs = 0;
  let distances = 0;
  let distance = 0;

  async function compare(row: object, live: Prediction, { output, decided }: Score): Promise<void> {
    // A fallback is nobody's judgement: there is nothing to agree with.
    if (live.fallback !== undefined || live.output === undefined) return;
    const pair = {
      row,
      live: { output: live.output, decision: live.decision ?? null },
      shadow: { output, decision: decided },
    };
    const agree = await agrees(pair);
    pairs++;
    if (agree) agreed++;
    const apart = outputDistance(task, output, live.output);
    if (apart === undefined) return;
    distances++;
    distance += apart;
  }

  return {
    submit(row, live) {
      if (hashUnit(salt, live.key) >= share) return;
      lane.submit(async (signal) => {
        const started = timer();
        const score = await scoreRow(version, row as Readonly<Record<string, unknown>>, history, signal);
        signal.throwIfAborted();
        const latencyMilliseconds = timer() - started;
        const { key, unit, model, epoch, eventTime, knownTime, tenant, cluster } = live;
        const own = { key, model, version: version.id, arm: "shadow" };
        await predictions?.write({
          id: predictionId(own),
          ...own,
          unit,
          epoch,
          propensity: 1,
          output: score.output,
          decision: score.decided,
          eventTime,
          knownTime,
          receivedTime: clock.now(),
          latencyMilliseconds,
          row: live.row,
          shadowOf: live.id,
          ...(tenant !== undefined && { tenant }),
          ...(cluster !== undefined && { cluster }),
          ...(score.matrix && { features: featuresDigest(score.matrix) }),
          ...(score.missing.length > 0 && { missing: score.missing }),
        });
        await compare(row, live, score);
      }, Object.keys(row).length * bytesPerValue);
    },
    status: () => ({
      version: version.id,
      ...lane.counts(),
      compared: pairs,
      agreed,
      meanDistance: distances === 0 ? undefined : distance / distances,
    }),
    idle: () => lane.idle(),
  };
}
