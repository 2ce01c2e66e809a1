import type { InferenceSpecification } from "@aws-sdk/client-sagemaker";
import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { ModelVersion } from "../../model/index.js";
import type { MirroredRegistry, MirrorOutcome, RegistryMirror } from "../../ports/index.js";
import { connect, type SageMakerOptions, sagemakerRules } from "./connection.js";
import { checkName, limits, s3Rule } from "./limits.js";
import type { MirrorContext } from "./mirror-context.js";
import { mirrorPass } from "./mirror-pass.js";

export interface SageMakerMirrorOptions extends SageMakerOptions {
  /** What is mirrored, e.g. of `createRegistry`. */
  readonly registry: MirroredRegistry;
  /** What the group of a model's packages is called: at most 63 letters, digits and hyphens. @default as the model here */
  readonly groupName?: (model: string) => string;
  /** Where the blobs of the registry's store stand, as `s3Blobs` writes them, e.g. `s3://models/blobs/`: reports and profiles are then told as metrics, by digest. */
  readonly blobs?: string;
  /** How SageMaker runs a version: 1 to 15 containers. @default none: the version is logged and cannot be deployed from its package */
  readonly inference?: (version: ModelVersion) => InferenceSpecification | undefined;
  /** Properties of your own; 50 may stand at a package, of which ours take 15 at most and metrics what is left. */
  readonly properties?: (version: ModelVersion) => Readonly<Record<string, string>>;
  /** Where the code of the commit is, e.g. `https://example.com/our/models`. */
  readonly repository?: string;
}

const rules: OptionRules<SageMakerMirrorOptions> = {
  ...sagemakerRules,
  registry: option.required(option.having("a registry, e.g. `createRegistry({ store })`", "history", "resolve")),
  groupName: option.callback,
  blobs: s3Rule,
  inference: option.callback,
  properties: option.callback,
  repository: {
    expected: `text of at most ${limits.description} characters`,
    holds: (value) => typeof value === "string" && value !== "" && value.length <= limits.description,
  },
};

/** A pass that writes nothing is the last; more than these are a quarrel with somebody else, which the next call takes up again. */
const mostPasses = 5;

/**
 * Shows in SageMaker's Model Registry what ours says: a group for a model, a model package for each version with metrics and lineage, the champion and no
 * other approved. What SageMaker holds already is found by its descriptions, so any process may go on at any time.
 * @example
 * const mirror = createSageMakerMirror({ client: new SageMakerClient({ region: "eu-central-1" }), registry, blobs: "s3://models/blobs/" });
 * await registry.promote("late-flights@3", { by: "ann" });
 * await mirror.sync("late-flights");
 * @throws {InvalidArgumentError} an option is outside what is accepted. `sync` rejects with a `ServiceError` when SageMaker did not take what it tells,
 *   and with an `InvalidArgumentError` for what its API does not take, before that is sent.
 */
export function createSageMakerMirror(options: SageMakerMirrorOptions): RegistryMirror {
  checkOptions("sagemaker", options, rules);
  const { registry, groupName = (model) => model, repository } = options;
  const { inference = () => undefined, properties = () => ({}) } = options;
  const blobs = options.blobs?.endsWith("/") === false ? `${options.blobs}/` : options.blobs;
  const facts = { blobs, repository, inference, properties };
  const known: MirrorContext["known"] = new Map();
  const turns = new Map<string, Promise<unknown>>();

  async function syncNow(model: string): Promise<MirrorOutcome> {
    const group = checkName("sagemaker", "the name of a model package group", groupName(model));
    const connection = connect(group, options);
    const context: MirrorContext = { connection, registry, facts, known, made: new Set(), changes: [], foreign: [] };
    const { changes, foreign } = context;
    for (let pass = 1; ; pass++) {
      const history = await registry.history(model);
      const sequence = history.at(-1)?.sequence ?? 0;
      const before = changes.length;
      const skipped = history.length === 0 ? [] : await mirrorPass(context, group, model, history);
      // Read again after writing: SageMaker has no compare-and-swap, and the registry may have gone on meanwhile.
      if (changes.length === before || pass === mostPasses) return { sequence, changes, foreign, skipped };
    }
  }

  return {
    specificationVersion: "v1",
    /** Of two calls about a model, the second waits for the first. */
    sync(model) {
      const turn = (turns.get(model) ?? Promise.resolve()).catch(() => undefined).then(() => syncNow(model));
      turns.set(model, turn);
      turn.catch(() => undefined).finally(() => turns.get(model) === turn && turns.delete(model));
      return turn;
    },
  };
}
