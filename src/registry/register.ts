import {
  type Context,
  canonicalJson,
  defineStage,
  InvalidArgumentError,
  MissingError,
  readRun,
  type Stage,
  StateError,
} from "../core/index.js";
import type { Evaluated, ModelManifest, ModelName, ModelVersion } from "../data/index.js";
import type { Registrar } from "./registrar.js";

export interface RegisterOptions {
  /** Registers code whose git commit is not known, for a stated reason. @default a commit is required */
  readonly withoutCommit?: { readonly reason: string };
}

type Git = ModelManifest["git"];

/**
 * Registers an evaluated candidate, whatever its gate said: the registry refuses to promote what did not pass.
 * The git commit is that of the run (of the environment variable GIT_COMMIT outside of one).
 * @throws {StateError} the commit is not known, or the candidate was trained under another model name.
 * @throws {InvalidArgumentError} `withoutCommit` has no reason.
 */
export function register<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  options: RegisterOptions = {},
): Stage<Evaluated<Row, Label, Target>, ModelVersion<Row, Label, Target>, Context & { readonly registry: Registrar }> {
  if (options.withoutCommit?.reason.trim() === "")
    throw new InvalidArgumentError(`register ${name.name}`, "`withoutCommit` with a `reason`", options.withoutCommit);
  return defineStage({
    id: "register",
    version: "1.0.0",
    params: { model: name.fingerprint, withoutCommit: options.withoutCommit?.reason ?? null },
    run: async (
      evaluated: Evaluated<Row, Label, Target>,
      context: Context & { readonly registry: Registrar },
    ): Promise<ModelVersion<Row, Label, Target>> => {
      if (evaluated.name.fingerprint !== name.fingerprint)
        throw new StateError({
          place: `register ${name.name}`,
          message: `Expected a candidate for ${name.name}, got one for ${evaluated.name.name}`,
        });
      const { blobs } = context.store;
      const putJson = (value: unknown) => blobs.put(new TextEncoder().encode(canonicalJson(value)));
      const { sets, report } = evaluated;
      const values = Object.entries(report.metrics).flatMap(([metric, { value }]) =>
        value === undefined ? [] : [[metric, value] as const],
      );
      const { id, version, kind, hyperparameters } = evaluated.trainer;
      const manifest: ModelManifest = {
        format: "model@1",
        name: name.name,
        fingerprint: name.fingerprint,
        candidate: evaluated.version,
        kind,
        model: await blobs.put(evaluated.bytes),
        features: { fingerprint: sets.fitted.fingerprint, fitted: await putJson(sets.fitted) },
        decision: evaluated.decision,
        trainer: { id, version, hyperparameters },
        data: { contract: name.contract.fingerprint, train: sets.split.train.version, test: sets.split.test.version },
        metrics: Object.fromEntries(values),
        report: await putJson(report),
        git: await gitOf(context, name.name, options),
        runId: context.runId,
      };
      return (await context.registry.register(manifest)) as ModelVersion<Row, Label, Target>;
    },
  });
}

async function gitOf(context: Context, model: string, { withoutCommit }: RegisterOptions): Promise<Git> {
  const commit = process.env.GIT_COMMIT;
  const recorded = await recordedGit(context);
  if (recorded !== undefined) return recorded;
  if (commit) return { commit, dirty: false };
  if (withoutCommit !== undefined) return { override: withoutCommit.reason };
  throw new StateError({
    place: `register ${model}`,
    message:
      "Expected to know the git commit of the code that trained this model, got none: run from a git checkout by a runner with a store, set GIT_COMMIT, or state `withoutCommit: { reason }`",
  });
}

async function recordedGit({ store, runId }: Context): Promise<Git | undefined> {
  try {
    const git = (await readRun(store, runId)).surroundings?.git;
    if (git === undefined) return undefined;
    return { commit: git.commit, dirty: git.from === "git" && git.dirty };
  } catch (error) {
    if (MissingError.isInstance(error)) return undefined;
    throw error;
  }
}
