import { type Context, canonicalJson, defineStage, type Stage, StateError } from "../core/index.js";
import type { Evaluated, ModelManifest, ModelName, ModelVersion } from "../model/index.js";
import type { Registrar } from "../ports/index.js";
import { gitOf } from "./git-of.js";
import { metricValues } from "./metric-values.js";
import { checkWithoutCommit, type RegisterOptions } from "./register-options.js";

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
  checkWithoutCommit(name.name, options);
  return defineStage({
    id: "register",
    version: "1.0.0",
    params: { model: name.fingerprint, withoutCommit: options.withoutCommit?.reason ?? null },
    nouns: [name],
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
      const { sets, report, profile } = evaluated;
      const { id, version, kind, hyperparameters } = evaluated.trainer;
      const manifest: ModelManifest = {
        format: "model@1",
        name: name.name,
        fingerprint: name.fingerprint,
        candidate: evaluated.version,
        kind,
        task: name.task,
        ...("labels" in sets.train.targets && { labels: sets.train.targets.labels }),
        model: await blobs.put(evaluated.bytes),
        features: { fingerprint: sets.fitted.fingerprint, fitted: await putJson(sets.fitted) },
        decision: evaluated.decision,
        trainer: { id, version, hyperparameters },
        data: { contract: name.contract.fingerprint, train: sets.split.train.version, test: sets.split.test.version },
        metrics: metricValues(report),
        report: await putJson(report),
        profile: await putJson(profile),
        git: await gitOf(context, name.name, options),
        runId: context.runId,
      };
      return (await context.registry.register(manifest)) as ModelVersion<Row, Label, Target>;
    },
  });
}
