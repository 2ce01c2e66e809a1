import { randomUUID } from "node:crypto";
import { checkArguments, checkPort, createEmitter, option, systemClock } from "../core/house.js";
import { createMemoryStore } from "../core/index.js";
import type { InputRow, RequestRow } from "../schema/index.js";
import { createAnswerer } from "./answering/answer-requests.js";
import { checkFallback } from "./answering/check-fallback.js";
import { createRecorder } from "./answering/prediction-recorder.js";
import { createRequestReader } from "./answering/read-request.js";
import { createCanaryDesk } from "./canary/canary-desk.js";
import { checkRouterOptions } from "./check-options.js";
import { follow } from "./follow.js";
import { type Rollout, startRollout } from "./rollout/create-rollout.js";
import { createEvidenceLog } from "./rollout/evidence-log.js";
import { createLease } from "./rollout/lease.js";
import { createRolloutCommands } from "./rollout/rollout-commands.js";
import type { RolloutEvent } from "./rollout/rollout-event.js";
import { createRolloutLog } from "./rollout/rollout-log.js";
import type { CanaryState } from "./rollout/rollout-state.js";
import type { Router } from "./router.js";
import type { RouterEvent } from "./router-event.js";
import type { RouterOptions } from "./router-options.js";
import { createShadowDesk } from "./shadow/shadow-desk.js";
import type { AnswerPair } from "./shadow/shadow-runner.js";
import { loadVersion } from "./versions/load-version.js";
import { scoreRow } from "./versions/score.js";
import { createVersions } from "./versions/versions.js";

/**
 * Makes a router that answers by a registered model's champion, and by what the rollout in its store says of canaries and shadows.
 * @throws {InvalidArgumentError} an option is outside of what it may be. @throws {MissingError} no rollout is recorded and the registry has no champion.
 * @throws {StateError} what the registry has cannot serve under this model name, or the store is away and no `version` is given.
 */
export async function createRouter<Row, Label extends string, Target>(
  options: RouterOptions<Row, Label, Target>,
): Promise<Router<Row, Label, Target>> {
  checkArguments("router", { options }, { options: option.noun });
  type Input = InputRow<Row, Label>;
  const { place, followMilliseconds, leaseMilliseconds, storeTimeoutMilliseconds, rememberedKeys } =
    checkRouterOptions(options);
  const { registry, model, history, predictions, fallback, timeoutMilliseconds, agrees } = options;
  checkPort(place, "registry", registry, ["resolve"]);
  if (history) checkPort(place, "history", history, ["read"]);
  if (predictions) checkPort(place, "predictions", predictions, ["write"]);
  const { clock = systemClock, timer = () => performance.now(), salt = model.name } = options;
  const { rollouts: store = createMemoryStore() } = options;
  const now = (): number => clock.now();
  const emitter = createEmitter<RouterEvent>(() => undefined);
  // Several listeners are told the same.
  const tell = (event: RouterEvent): void => emitter.emit(Object.freeze(event));
  const shared = { store, model: model.name, clock, process: randomUUID() };
  const versions = createVersions(place, (selector) => loadVersion(registry, model, selector));
  const recorder = createRecorder(predictions, tell);
  const shadow = createShadowDesk({
    agrees: agrees && ((pair: AnswerPair) => agrees(pair as Parameters<typeof agrees>[0])),
    history,
    predictions,
    clock,
    timer,
  });

  /** Unless the canary, or the step that it was decided on, has changed meanwhile. */
  async function record(canary: CanaryState, event: RolloutEvent): Promise<void> {
    const isSameStep =
      event.type === "canary-rolled-back" ? () => true : ({ stepTime }: CanaryState) => stepTime === canary.stepTime;
    await rollout.change(({ canary: present }) =>
      present?.since === canary.since && isSameStep(present) ? event : undefined,
    );
  }

  const lease = createLease({ ...shared, milliseconds: leaseMilliseconds });
  const evidence = createEvidenceLog(shared);
  const desk = createCanaryDesk({ guardrails: options.guardrails ?? [], lease, evidence, now, tell, record });
  const read = createRequestReader({
    place,
    contract: model.contract,
    unit: options.unit,
    ...(options.key && { key: options.key }),
    validate: options.validate ?? true,
    clock,
  });
  const declared = fallback && checkFallback(place, model.task, model.target.labels, fallback.value);
  const rollout: Rollout = await startRollout({
    place,
    model: model.name,
    log: createRolloutLog(shared),
    versions,
    registry,
    desk,
    clock,
    tell,
    adopted: (live) => shadow.adopt(live),
    version: options.version,
    milliseconds: storeTimeoutMilliseconds,
  });
  const predict = createAnswerer<Target, Input, RequestRow<Row, Label>>({
    model: model.name,
    read,
    live: () => (desk.isStopped ? { ...rollout.live, canary: undefined } : rollout.live),
    observe: (arm, { state }, outcome) => state.canary && desk.observe(arm, state.canary, outcome),
    shadow: () => shadow.submit,
    recorder,
    fallback: declared,
    history,
    logsFeatures: predictions !== undefined,
    cluster: options.cluster,
    tenant: options.tenant,
    timeoutMilliseconds,
    rememberedKeys,
    clock,
    timer,
  });
  const stopFollowing = follow(rollout.sync, followMilliseconds);

  const commands = createRolloutCommands<Input>({
    place,
    salt,
    rollout,
    versions,
    desk,
    guardrails: options.guardrails,
    warm: async (version, row) => {
      await scoreRow(version, read(row).row as Readonly<Record<string, unknown>>, history);
    },
  });

  return {
    // What is left out of a request, the contract's check fills with null.
    predict,
    get champion() {
      return rollout.live.champion.version;
    },
    get epoch() {
      return rollout.live.table.epoch;
    },
    get lastRollback() {
      return rollout.live.state.lastRollback ?? undefined;
    },
    ...commands,
    shadowStatus: () => shadow.status(),
    shadowIdle: () => shadow.idle(),
    canaryStatus: () => desk.status(),
    sync: () => rollout.sync(),
    status: () => ({
      model: model.name,
      process: shared.process,
      epoch: rollout.live.table.epoch,
      champion: rollout.live.champion.id,
      canary: desk.status(),
      shadow: shadow.status(),
      decides: desk.decides,
      lastRollback: rollout.live.state.lastRollback ?? undefined,
      rolledBack: rollout.live.state.rolledBack,
      refused: recorder.refused,
      storeAway: rollout.away.store,
      registryAway: rollout.away.registry,
    }),
    on: emitter.onAny,
    metrics: () => recorder.metrics,
    async close() {
      stopFollowing();
      await rollout.sync();
      await desk.close();
    },
  };
}
