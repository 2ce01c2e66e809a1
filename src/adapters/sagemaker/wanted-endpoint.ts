import type { ProductionVariant } from "@aws-sdk/client-sagemaker";
import { fingerprint } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { MirroredRollout, RolloutMirrorOutcome } from "../../ports/index.js";
import { checkName, limits } from "./limits.js";
import { type WantedExperiment, wantedExperiment } from "./shadow-experiment.js";
import type { SageMakerVariant, VariantRole, WantedVariant } from "./wanted-variant.js";

/** An endpoint as a rollout wants it. */
export interface WantedEndpoint {
  /** The champion, then the canary. */
  readonly production: readonly WantedVariant[];
  readonly shadow: WantedVariant | undefined;
  /** The shadow, where it is an inference experiment and no variant of ours. */
  readonly experiment: WantedExperiment | undefined;
  /** Digits that stand for who serves on what, whatever the weights; a part of the name of the endpoint's configuration. */
  readonly composition: string;
  /** The name of the configuration that an endpoint is given when it is composed otherwise. */
  readonly configuration: string;
  readonly skipped: RolloutMirrorOutcome["skipped"];
}

export interface WantedOptions {
  readonly endpoint: string;
  readonly variant: (version: string, role: VariantRole) => SageMakerVariant | Promise<SageMakerVariant>;
  readonly shadowShare: number;
  /** Whether shadows are inference experiments. */
  readonly inExperiments: boolean;
}

/** @throws {InvalidArgumentError} a version or share is none, or SageMaker would refuse the variant. */
export async function wantedEndpoint(
  { epoch, champion, canary, shadow }: MirroredRollout,
  { endpoint, variant, shadowShare, inExperiments }: WantedOptions,
): Promise<WantedEndpoint> {
  const place = `sagemaker ${endpoint}`;
  if (canary !== undefined && !(canary.share >= 0 && canary.share <= 1))
    throw new InvalidArgumentError(place, "the canary's share to be from 0 to 1", canary.share);

  async function take(role: VariantRole, version: string, weight: number): Promise<WantedVariant> {
    const served = await variant(version, role);
    const ModelName = checkName(place, `the ModelName of ${version}`, served?.ModelName);
    if ("VariantName" in served || "InitialVariantWeight" in served)
      throw new InvalidArgumentError(place, "a variant without VariantName and InitialVariantWeight", served);
    const { InitialInstanceCount: count } = served;
    if (count !== undefined && !(Number.isSafeInteger(count) && count >= 1))
      throw new InvalidArgumentError(place, `the InitialInstanceCount of ${version} to be at least 1`, count);
    return { role, version, weight, served: { ...served, ModelName } };
  }

  const share = canary?.share ?? 0;
  const first = await take("champion", champion, 1 - share);
  const production = [first];
  if (canary !== undefined) production.push(await take("canary", canary.version, share));
  const skipped: RolloutMirrorOutcome["skipped"][number][] = [];
  if (shadow !== undefined && canary !== undefined)
    skipped.push({
      what: `the shadow ${shadow.version}`,
      reason: "an endpoint with a shadow has one production variant, and there is a canary",
    });
  const seeing =
    shadow === undefined || canary !== undefined ? undefined : await take("shadow", shadow.version, shadowShare);
  const experiment = inExperiments && seeing ? wantedExperiment(endpoint, epoch, first, seeing) : undefined;
  const shadowing = inExperiments ? undefined : seeing;
  const composed = [...production, ...(shadowing ? [shadowing] : [])];
  const composition = digits(
    composed.map(({ role, served, weight }) => [role, role === "shadow" ? weight : 0, served]),
    endpoint,
  );
  const weights = digits(production.map(({ weight }) => weight)).slice(0, 6);
  const room = limits.name - composition.length - weights.length - 2;
  const configuration = `${endpoint.slice(0, room).replace(/-+$/, "")}-${composition}-${weights}`;
  return { production, shadow: shadowing, experiment, composition, configuration, skipped };
}

const digits = (...parts: readonly unknown[]): string =>
  fingerprint(parts)
    .replace(/^sha256:/, "")
    .slice(0, 12);

/** Who serves in a configuration of ours; undefined for one of others. */
export function compositionOf(configuration: string | undefined): string | undefined {
  return /-(?<composition>[0-9a-f]{12})-[0-9a-f]{6}$/.exec(configuration ?? "")?.groups?.composition;
}

/** As SageMaker takes it. */
export function productionVariant({ role, weight, served }: WantedVariant): ProductionVariant {
  return { ...served, VariantName: role, InitialVariantWeight: weight };
}
