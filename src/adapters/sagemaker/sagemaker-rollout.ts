import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError, StateError } from "../../core/index.js";
import type { MirroredRollout, RolloutMirror, RolloutMirrorOutcome } from "../../ports/index.js";
import { connect, type SageMakerOptions, sagemakerRules } from "./connection.js";
import { deploymentConfig, shiftRules, type TrafficShift } from "./deployment-config.js";
import { beginExperiment, type ExperimentStep, followExperiment } from "./follow-experiment.js";
import { endpointTags, type FoundEndpoint, findEndpoint, modelsOf } from "./found-endpoint.js";
import { nameRule } from "./limits.js";
import { moveWeights, sharesMeanwhile, sharesWanted } from "./move-weights.js";
import { experimentRules, type ShadowExperiment } from "./shadow-experiment.js";
import { writeTag } from "./tags.js";
import { compositionOf, productionVariant, type WantedEndpoint, wantedEndpoint } from "./wanted-endpoint.js";
import type { SageMakerVariant, VariantRole } from "./wanted-variant.js";

export interface SageMakerRolloutOptions extends SageMakerOptions {
  /** The endpoint's name: at most 63 letters, digits and hyphens. It is made when it is not there. */
  readonly endpoint: string;
  /** How a version is served: which model of SageMaker's, on what; asked for each call, and may make the model. The same version has the same ModelName in every role. */
  readonly variant: (version: string, role: VariantRole) => SageMakerVariant | Promise<SageMakerVariant>;
  /** How traffic goes over to another champion. @default SageMaker's: all at once */
  readonly shift?: TrafficShift;
  /** The share of the requests that a shadow sees, from 0 to 1. @default 1 */
  readonly shadowShare?: number;
  /** Shadows become inference experiments of SageMaker's, one after the other. @default shadow variants of the endpoint */
  readonly experiment?: ShadowExperiment;
}

const rules: OptionRules<SageMakerRolloutOptions> = {
  ...sagemakerRules,
  endpoint: option.required(nameRule),
  variant: option.required(option.callback),
  shift: option.object(shiftRules),
  shadowShare: option.share,
  experiment: option.object(experimentRules),
};

/**
 * Lets an endpoint of SageMaker serve as a rollout says: variants `champion`, `canary` and `shadow`, their weights, and another champion by a blue-green
 * update. Traffic moves first, by weights; what serves it follows. No call waits for SageMaker: while it is busy, `pending` says with what.
 * @example
 * const mirror = createSageMakerRollout({ client, endpoint: "late-flights", variant: (version) => ({ ModelName: version.replace("@", "-"), InstanceType: "ml.m5.large", InitialInstanceCount: 1 }) });
 * const { pending } = await mirror.sync(router.status());
 * @throws {InvalidArgumentError} an option is outside what is accepted. `sync` rejects with a `ServiceError` when SageMaker did not take what it is told,
 *   with a `StateError` when the endpoint has failed, and with an `InvalidArgumentError` for what its API does not take, before that is sent.
 */
export function createSageMakerRollout(options: SageMakerRolloutOptions): RolloutMirror {
  checkOptions("sagemaker rollout", options, rules);
  const { endpoint, variant, shadowShare = 1, shift, experiment } = options;
  const place = `sagemaker ${endpoint}`;
  const policy = shift && deploymentConfig(place, shift);
  const connection = connect(endpoint, options);
  const inExperiments = experiment !== undefined;
  let turn: Promise<unknown> = Promise.resolve();

  async function makeConfiguration({ configuration, production, shadow }: WantedEndpoint): Promise<void> {
    // One that is there already is the same: its name is made of what it holds.
    await connection.make("making the endpoint's configuration", (client, commands, abort) =>
      client.send(
        new commands.CreateEndpointConfigCommand({
          EndpointConfigName: configuration,
          ProductionVariants: production.map(productionVariant),
          ...(shadow && { ShadowProductionVariants: [productionVariant(shadow)] }),
        }),
        abort,
      ),
    );
  }

  async function makeEndpoint(epoch: number, { configuration }: WantedEndpoint): Promise<void> {
    const Tags = [
      { Key: endpointTags.epoch, Value: String(epoch) },
      { Key: endpointTags.configuration, Value: configuration },
    ];
    await connection.make("making the endpoint", (client, commands, abort) =>
      client.send(
        new commands.CreateEndpointCommand({ EndpointName: endpoint, EndpointConfigName: configuration, Tags }),
        abort,
      ),
    );
  }

  async function updateEndpoint({ production, shadow, configuration }: WantedEndpoint, found: FoundEndpoint) {
    // Deployment guardrails ask for the same names of variants in both fleets.
    const before = [...found.shares.keys(), ...found.shadows].sort();
    const after = [...production, ...(shadow ? [shadow] : [])].map(({ role }) => String(role)).sort();
    const isGuarded = policy !== undefined && before.join() === after.join();
    await connection.call("updating the endpoint", (client, commands, abort) =>
      client.send(
        new commands.UpdateEndpointCommand({
          EndpointName: endpoint,
          EndpointConfigName: configuration,
          ...(isGuarded && { DeploymentConfig: policy }),
        }),
        abort,
      ),
    );
    await writeTag(connection, found.arn, endpointTags.configuration, configuration);
  }

  async function syncNow(rollout: MirroredRollout): Promise<RolloutMirrorOutcome> {
    const { epoch } = rollout;
    if (!Number.isSafeInteger(epoch) || epoch < 0)
      throw new InvalidArgumentError(place, "the epoch to be a whole number of at least 0", epoch);
    const wanted = await wantedEndpoint(rollout, { endpoint, variant, shadowShare, inExperiments });
    const { skipped, configuration, production, shadow } = wanted;
    const who = [...production, ...(shadow ? [shadow] : [])]
      .map(({ role, version }) => `${role} ${version}`)
      .join(", ");
    const outcome = (changes: readonly string[], pending?: string, more: RolloutMirrorOutcome["skipped"] = []) => ({
      ...{ epoch, changes, pending },
      skipped: [...skipped, ...more],
    });

    const found = await findEndpoint(connection, endpoint);
    if (found === undefined) {
      await makeConfiguration(wanted);
      await makeEndpoint(epoch, wanted);
      return outcome([`the endpoint is made with ${who}`], "the endpoint is Creating");
    }
    const told = readEpoch(found.tags.get(endpointTags.epoch));
    if (told > epoch) return { epoch: told, changes: [], pending: undefined, skipped: [] };
    if (busy.has(found.status)) return outcome([], `the endpoint is ${found.status}`);
    if (found.status !== "InService") throw notInService(place, found.status);
    if (told < epoch) await writeTag(connection, found.arn, endpointTags.epoch, String(epoch));

    const begin = (name?: string): Promise<ExperimentStep> =>
      experiment === undefined || wanted.experiment === undefined
        ? Promise.resolve({ changes: [] })
        : beginExperiment(connection, endpoint, found, wanted.experiment, experiment, name);
    const held = await followExperiment(connection, found, wanted.experiment, begin);
    if (held !== undefined) return outcome(held.changes, held.pending, held.skipped);
    const isComposed = compositionOf(found.configuration) === wanted.composition;
    const shares = isComposed
      ? sharesWanted(wanted)
      : found.shares.size > 1
        ? sharesMeanwhile(wanted, await modelsOf(connection, found.configuration))
        : new Map<string, number>();
    const moved = await moveWeights(connection, endpoint, found, shares);
    if (moved !== undefined) return outcome([moved], "the endpoint is Updating its weights");
    if (isComposed) {
      // What was taken back before may be asked for again, now that something else has stood.
      const asked = found.tags.get(endpointTags.configuration);
      if (compositionOf(asked) !== wanted.composition)
        await writeTag(connection, found.arn, endpointTags.configuration, configuration);
      const { changes, pending } = await begin();
      return outcome(changes, pending);
    }
    if (told === epoch && found.tags.get(endpointTags.configuration) === configuration)
      return outcome([], undefined, [
        {
          what: who,
          reason: `the endpoint went back to ${found.configuration}: an alarm rang, it did not start, or somebody else changed it. It is tried again with the next epoch, or after something else`,
        },
      ]);
    await makeConfiguration(wanted);
    await updateEndpoint(wanted, found);
    return outcome([`the endpoint goes over to ${who}`], "the endpoint is Updating");
  }

  return {
    specificationVersion: "v1",
    /** Of two calls, the second waits for the first. */
    sync(rollout) {
      const next = turn.catch(() => undefined).then(() => syncNow(rollout));
      turn = next;
      return next;
    },
  };
}

/** Less than any, where none was told. */
function readEpoch(tag: string | undefined): number {
  return /^\d+$/.test(tag ?? "") ? Number(tag) : -1;
}

const busy = new Set(["Creating", "Updating", "SystemUpdating", "RollingBack"]);

function notInService(place: string, status: string): StateError {
  const message = `Expected the endpoint to be InService, got ${status}: look at its FailureReason in SageMaker; one that has failed has to be deleted, and is then made again`;
  return new StateError({ place, message });
}
