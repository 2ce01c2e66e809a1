import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { type Clock, type Json, SchemaError } from "../../core/index.js";
import { featuresDigest, type HistoryStore } from "../../model/house.js";
import { type DecidedOf, type OutputOf, type Prediction, predictionId } from "../../model/index.js";
import type { Answer } from "../answer.js";
import { type Assignment, assign } from "../assignment/routing-table.js";
import type { LiveTable } from "../rollout/live-table.js";
import type { PredictOptions } from "../router.js";
import type { Outcome } from "../version-metrics.js";
import { holdVersions } from "../versions/hold-versions.js";
import type { LoadedVersion } from "../versions/load-version.js";
import { type Score, scoreRow, withTimeout } from "../versions/score.js";
import type { Fallback } from "./check-fallback.js";
import { createMemo } from "./memo.js";
import type { Recorder } from "./prediction-recorder.js";
import type { Request } from "./read-request.js";
import { snapshotRow } from "./snapshot-row.js";
import { type Attempt, tryVersions } from "./try-versions.js";

type Values = Readonly<Record<string, unknown>>;

export interface AnswerOptions<Input, Asked> {
  readonly model: string;
  readonly read: (asked: Asked, key?: string) => Request<Input>;
  /** The table that answers now; read once a request. */
  readonly live: () => LiveTable;
  /** Told how each request went for its arm. */
  readonly observe: (arm: Assignment["arm"], live: LiveTable, outcome: Outcome) => void;
  /** Told of each answer that was given, which it takes or drops and never throws at, with a copy of its row made before anybody answered; undefined while there is no shadow. */
  readonly shadow: () => ((row: object, live: Prediction) => void) | undefined;
  readonly recorder: Recorder;
  readonly fallback: Fallback | undefined;
  readonly history: HistoryStore | undefined;
  readonly logsFeatures: boolean;
  readonly cluster: ((row: Input) => string) | undefined;
  readonly tenant: ((row: Input) => string) | undefined;
  readonly timeoutMilliseconds: number | undefined;
  readonly rememberedKeys: number;
  readonly clock: Clock;
  readonly timer: () => number;
}

const predictRules: OptionRules<PredictOptions> = { key: option.text };

/** Without a limit, a canary that hangs would cost its users their answers. */
const canaryMilliseconds = 30_000;

/** Makes what answers requests: each once, under one table, by the version it is assigned to. */
export function createAnswerer<Target, Input extends object, Asked>(
  options: AnswerOptions<Input, Asked>,
): (asked: Asked, given?: PredictOptions) => Promise<Answer<Target>> {
  const {
    model,
    read,
    live: current,
    observe,
    recorder,
    fallback,
    history,
    timeoutMilliseconds,
    clock,
    timer,
  } = options;
  const memo = createMemo<Promise<Answer<Target>>>(options.rememberedKeys);

  async function score(version: LoadedVersion, row: Input, isCanary: boolean): Promise<Score> {
    const milliseconds = timeoutMilliseconds ?? (isCanary ? canaryMilliseconds : undefined);
    if (milliseconds === undefined) return scoreRow(version, row as Values, history);
    return withTimeout(`router ${model} ${version.id}`, milliseconds, (signal) =>
      scoreRow(version, row as Values, history, signal),
    );
  }

  async function answerOnce(request: Request<Input>): Promise<Answer<Target>> {
    const { row, unit } = request;
    const live = current();
    const shadow = options.shadow();
    const shadowRow = shadow && snapshotRow(row);
    const assignment = assign(live.table, unit);
    const receivedTime = clock.now();
    const started = timer();
    const held = assignment.arm === "canary" && live.canary ? [live.champion, live.canary] : [live.champion];
    const letGo = holdVersions(new Set(held));
    const attempt = await tryVersions(
      assignment,
      live,
      (version) => score(version, row, version === live.canary),
      (version, cause) => recorder.failed({ version: version.id, arm: assignment.arm, key: request.key, cause }),
    ).finally(letGo);
    const latencyMilliseconds = timer() - started;
    const isThrown = attempt.score === undefined && fallback === undefined;
    const isFallback = attempt.fallback !== undefined && !isThrown;
    const rescued = assignment.arm === "canary" && attempt.error && attempt.score !== undefined;
    const outcome = { latencyMilliseconds, error: attempt.error, fallback: isFallback, unit, rescued };
    recorder.count(assignment.version, outcome);
    // Where the canary is stopped or cannot be loaded, neither arm says anything of a comparison.
    if (live.canary !== undefined) observe(assignment.arm, live, outcome);
    if (isThrown) throw attempt.cause;
    let id: string | undefined;
    let record: Prediction | undefined;
    try {
      const facts = { live, latencyMilliseconds, receivedTime };
      record = Object.freeze(recordOf(request, assignment, attempt, facts));
      id = recorder.write(record);
    } catch (cause) {
      // A `cluster` or `tenant` that throws leaves the answer without a record, not the user without an answer.
      recorder.unlogged({ version: attempt.version.id, key: request.key }, cause);
    }
    if (record && shadow && shadowRow) shadow(shadowRow, record);
    return Object.freeze({
      value: outputOf(attempt) as OutputOf<Target>,
      decision: decisionOf(attempt) as DecidedOf<Target>,
      version: attempt.version.id,
      arm: assignment.arm,
      epoch: live.table.epoch,
      id,
      ...(attempt.fallback !== undefined && { fallback: attempt.fallback }),
      missing: Object.freeze(attempt.score?.missing ?? []),
    });
  }

  const outputOf = ({ score }: Attempt): Json | undefined => (score === undefined ? fallback?.value : score.output);
  const decisionOf = ({ score }: Attempt): Json | undefined =>
    score === undefined ? fallback?.decision : score.decided;

  function recordOf(
    { row, json, unit, key, eventTime }: Request<Input>,
    { arm, propensity }: Assignment,
    attempt: Attempt,
    facts: { readonly live: LiveTable; readonly latencyMilliseconds: number; readonly receivedTime: number },
  ): Prediction {
    const { version, score, fallback: reason } = attempt;
    const { live, latencyMilliseconds, receivedTime } = facts;
    return {
      id: predictionId({ model, key, arm, version: version.id }),
      key,
      unit: unit ?? "",
      model,
      version: version.id,
      arm,
      epoch: live.table.epoch,
      propensity,
      output: outputOf(attempt),
      decision: decisionOf(attempt),
      eventTime,
      knownTime: receivedTime,
      receivedTime,
      latencyMilliseconds,
      row: json,
      ...(reason !== undefined && { fallback: reason }),
      ...(score && score.missing.length > 0 && { missing: score.missing }),
      ...(options.logsFeatures && score?.matrix && { features: featuresDigest(score.matrix) }),
      ...(options.cluster && { cluster: options.cluster(row) }),
      ...(options.tenant && { tenant: options.tenant(row) }),
    };
  }

  /** The same key again, also while the first is still being answered, gives the same answer and logs nothing. */
  return function predict(asked, given) {
    let request: Request<Input>;
    try {
      if (given !== undefined) checkOptions(`router ${model} predict`, given, predictRules);
      request = read(asked, given?.key);
    } catch (error) {
      if (SchemaError.isInstance(error)) recorder.refuse(error.issues.map(({ message }) => message));
      return Promise.reject(error);
    }
    const { key } = request;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const answer = answerOnce(request);
    memo.set(key, answer);
    // What failed may be asked again.
    answer.catch(() => memo.delete(key));
    return answer;
  };
}
