import { systemClock } from "../core/house.js";
import { InvalidArgumentError, type Json, StateError, TimeoutError } from "../core/index.js";
import { type Prediction, predictionId } from "../model/index.js";
import type { InputRow } from "../schema/index.js";
import type { Answer } from "./answer.js";
import { parts } from "./assignment/hash-unit.js";
import { type Assignment, assign, type RoutingTable, toParts } from "./assignment/routing-table.js";
import { type CanaryWatch, createCanaryWatch } from "./canary/canary-watch.js";
import { defaultKey } from "./default-key.js";
import { holdVersions } from "./hold-versions.js";
import { createListeners } from "./listeners.js";
import { type LoadedVersion, loadVersion } from "./load-version.js";
import { createMemo } from "./memo.js";
import { requestJson } from "./request-json.js";
import type { CanaryStatus, Rollback, Router, RouterEvent, ShadowStatus } from "./router.js";
import type { RouterOptions } from "./router-options.js";
import { featuresDigest, type Score, scoreRow, withTimeout } from "./score.js";
import { createShadowRunner, type ShadowRunner } from "./shadow/shadow-runner.js";
import { VersionMetrics } from "./version-metrics.js";

/**
 * Makes a router that answers by a registered model's champion.
 * @throws {MissingError} the registry has no champion. @throws {StateError} what it has cannot serve under this model name.
 */
export async function createRouter<Row, Label extends string, Target>(
  options: RouterOptions<Row, Label, Target>,
): Promise<Router<Row, Label, Target>> {
  type Input = InputRow<Row, Label>;
  const { registry, model, history, predictions, fallback, timeoutMilliseconds } = options;
  const { clock = systemClock, timer = () => performance.now(), salt = model.name } = options;
  const place = `router ${model.name}`;
  if (timeoutMilliseconds !== undefined && !(timeoutMilliseconds > 0))
    throw new InvalidArgumentError(place, "`timeoutMilliseconds` above 0", timeoutMilliseconds);
  const eventTime = model.contract.eventTime;
  const loaded = new Map<string, LoadedVersion>();
  const metrics = new Map<string, VersionMetrics>();
  const { tell, on } = createListeners<RouterEvent>();
  const memo = createMemo<Promise<Answer<Target>>>(options.rememberedKeys ?? 10_000);

  async function load(selector: string): Promise<LoadedVersion> {
    const fresh = await loadVersion(registry, model, selector);
    const kept = loaded.get(fresh.id) ?? fresh;
    loaded.set(fresh.id, kept);
    return kept;
  }

  const first = await load(options.version ?? `${model.name}@champion`);
  let table: RoutingTable = { epoch: 1, salt, champion: first.id, canary: undefined, shadow: undefined };
  let former: string | undefined;
  let watch: CanaryWatch | undefined;
  let lastRollback: Rollback | undefined;
  let shadowRunner: ShadowRunner | undefined;

  const versionOf = (id: string): LoadedVersion => {
    const version = loaded.get(id);
    if (version === undefined) throw new StateError({ place, message: `Expected ${id} to be loaded, it is not` });
    return version;
  };
  const metricsOf = (id: string): VersionMetrics => {
    const known = metrics.get(id) ?? new VersionMetrics();
    metrics.set(id, known);
    return known;
  };
  const timeOf = (row: Input): number => {
    const value = eventTime === undefined ? undefined : (row as Readonly<Record<string, unknown>>)[eventTime];
    return value instanceof Date ? value.getTime() : clock.now();
  };

  async function scoreWith(version: LoadedVersion, row: Input): Promise<Score> {
    const values = row as Readonly<Record<string, unknown>>;
    if (timeoutMilliseconds === undefined) return scoreRow(version, values, history);
    return withTimeout(`${place} ${version.id}`, timeoutMilliseconds, (signal) =>
      scoreRow(version, values, history, signal),
    );
  }

  interface Outcome {
    readonly score: Score | undefined;
    readonly version: LoadedVersion;
    readonly fallback?: string;
  }

  /** The assigned version's answer; a canary's failure is made good by the champion, the champion's by the declared fallback. */
  async function answerBy(
    assignment: Assignment,
    current: RoutingTable,
    row: Input,
  ): Promise<Outcome & { readonly error: boolean }> {
    const version = versionOf(assignment.version);
    try {
      return { score: await scoreWith(version, row), version, error: false };
    } catch (error) {
      const reason = TimeoutError.isInstance(error) ? "timeout" : "error";
      if (assignment.arm === "canary") {
        const champion = versionOf(current.champion);
        try {
          return {
            score: await scoreWith(champion, row),
            version: champion,
            fallback: `canary-${reason}`,
            error: true,
          };
        } catch (championError) {
          if (fallback === undefined) throw championError;
        }
      } else if (fallback === undefined) {
        metricsOf(version.id).record({ latencyMilliseconds: 0, error: true, fallback: false });
        throw error;
      }
      return { score: undefined, version, fallback: reason, error: true };
    }
  }

  /** The same key again, also while the first is still being answered, gives the same answer and logs nothing. */
  function predict(row: Input): Promise<Answer<Target>> {
    const unit = options.unit(row);
    const key = options.key?.(row) ?? defaultKey(unit, timeOf(row), row as Readonly<Record<string, unknown>>);
    const known = memo.get(key);
    if (known !== undefined) return known;
    const answer = answerOnce(row, unit, key);
    memo.set(key, answer);
    // What failed may be asked again.
    answer.catch(() => memo.delete(key));
    return answer;
  }

  async function answerOnce(row: Input, unit: string | undefined, key: string): Promise<Answer<Target>> {
    const current = table;
    const assignment = assign(current, unit);
    const started = timer();
    const letGo = holdVersions(new Set([versionOf(assignment.version), versionOf(current.champion)]));
    const outcome = await answerBy(assignment, current, row).finally(letGo);
    const latencyMilliseconds = timer() - started;
    const { score, version, fallback: reason } = outcome;
    const output = score === undefined ? (fallback?.value as Json) : score.output;
    const decision = score?.decided ?? null;
    const record: Prediction = {
      id: predictionId({ model: model.name, key, arm: assignment.arm, version: version.id }),
      key,
      unit: unit ?? "",
      model: model.name,
      version: version.id,
      arm: assignment.arm,
      epoch: current.epoch,
      propensity: assignment.propensity,
      output,
      decision,
      eventTime: timeOf(row),
      knownTime: clock.now(),
      receivedTime: clock.now(),
      latencyMilliseconds,
      row: requestJson(row as Readonly<Record<string, unknown>>),
      ...(reason !== undefined && { fallback: reason }),
      ...(score && score.missing.length > 0 && { missing: score.missing }),
      ...(score && predictions && { features: featuresDigest(score.matrix) }),
      ...(options.cluster && { cluster: options.cluster(row) }),
      ...(options.tenant && { tenant: options.tenant(row) }),
    };
    const id = log(record, version.id);
    const { error } = outcome;
    observe(assignment, current, { latencyMilliseconds, error, fallback: reason !== undefined, unit });
    shadowRunner?.submit(row as Readonly<Record<string, unknown>>, {
      ...record,
      shadowOf: record.id,
    });
    return {
      value: output as Answer<Target>["value"],
      decision: decision as Answer<Target>["decision"],
      version: version.id,
      arm: assignment.arm,
      epoch: current.epoch,
      id,
      ...(reason !== undefined && { fallback: reason }),
      missing: score?.missing ?? [],
    };
  }

  /** A log that takes nothing must not cost the caller the answer: it is counted and told. */
  function log(record: Prediction, version: string): string | undefined {
    try {
      predictions?.write(record);
      return predictions && record.id;
    } catch (cause) {
      metricsOf(version).unlogged++;
      tell({ type: "unlogged", version, key: record.key, cause });
      return undefined;
    }
  }

  function observe(
    assignment: Assignment,
    current: RoutingTable,
    outcome: {
      readonly latencyMilliseconds: number;
      readonly error: boolean;
      readonly fallback: boolean;
      readonly unit: string | undefined;
    },
  ): void {
    metricsOf(assignment.version).record(outcome);
    if (watch === undefined || current.canary === undefined || current.epoch !== table.epoch) return;
    const breach = watch.record(assignment.arm, outcome);
    if (breach === undefined) return;
    const { version } = current.canary;
    lastRollback = {
      version,
      verdict: breach,
      requests: watch.canary.requests,
      units: watch.canary.units.size,
      time: clock.now(),
    };
    watch = undefined;
    table = { ...table, epoch: table.epoch + 1, canary: undefined };
    tell({ type: "rollback", epoch: table.epoch, ...lastRollback });
  }

  function switchTo(id: string): { readonly drained: Promise<void> } {
    const from = table.champion;
    const leaving = versionOf(from);
    former = from;
    const canary = table.canary?.version === id ? undefined : table.canary;
    if (canary === undefined) watch = undefined;
    table = { ...table, epoch: table.epoch + 1, champion: id, canary };
    tell({ type: "flip", from, to: id, epoch: table.epoch });
    return { drained: drain(leaving) };
  }

  async function drain(version: LoadedVersion): Promise<void> {
    while (version.inflight.size > 0) await Promise.all(version.inflight);
  }

  function canaryStatus(): CanaryStatus | undefined {
    const { canary } = table;
    if (canary === undefined || watch === undefined) return undefined;
    return {
      version: canary.version,
      share: canary.share / parts,
      requests: watch.canary.requests,
      units: watch.canary.units.size,
      verdicts: watch.verdicts(),
    };
  }

  return {
    predict,
    get champion() {
      return versionOf(table.champion).version;
    },
    get epoch() {
      return table.epoch;
    },
    get lastRollback() {
      return lastRollback;
    },
    async shadow(selector, laneOptions) {
      const version = await load(selector);
      shadowRunner = createShadowRunner({ version, history, predictions, clock, timer, lane: laneOptions ?? {} });
      table = { ...table, shadow: { version: version.id, share: parts } };
    },
    stopShadow() {
      shadowRunner = undefined;
      table = { ...table, shadow: undefined };
    },
    shadowStatus: (): ShadowStatus | undefined => shadowRunner?.status(),
    shadowIdle: async () => shadowRunner?.idle(),
    async canary(selector, { share, guardrails, circuit }) {
      const version = await load(selector);
      if (version.id === table.champion)
        throw new StateError({ place, message: `Expected a canary other than the champion ${version.id}` });
      watch = createCanaryWatch(guardrails, circuit);
      table = { ...table, epoch: table.epoch + 1, canary: { version: version.id, share: toParts(place, share) } };
      tell({ type: "canary-start", version: version.id, share, epoch: table.epoch });
    },
    canaryStatus,
    endCanary() {
      const status = canaryStatus();
      if (status === undefined) return undefined;
      watch = undefined;
      table = { ...table, epoch: table.epoch + 1, canary: undefined };
      tell({ type: "canary-end", version: status.version, epoch: table.epoch });
      return status;
    },
    async flip(selector, { warmUp = [] } = {}) {
      const version = await load(selector);
      for (const row of warmUp) await scoreRow(version, row as Readonly<Record<string, unknown>>, history);
      return switchTo(version.id);
    },
    flipBack() {
      if (former === undefined)
        throw new StateError({ place, message: "Expected a former champion to flip back to, there is none" });
      return switchTo(former);
    },
    on,
    metrics: () => metrics,
  };
}
