import { checkArguments, checkLink, checkService, option } from "../core/house.js";
import { type Context, defineStage, type Stage, StateError } from "../core/index.js";
import type { TargetRows } from "../model/house.js";
import type { Evaluated, ModelName, ModelVersion } from "../model/index.js";
import type { Registrar } from "../ports/index.js";
import { createManifest } from "./create-manifest.js";
import { gitOf } from "./git-of.js";
import { checkRegister, type RegisterOptions } from "./register-options.js";

export interface Register<Row, Label extends string, Target>
  extends Stage<
    Evaluated<Row, Label, Target>,
    ModelVersion<Row, Label, Target>,
    Context & { readonly registry: Registrar }
  > {}

/**
 * Registers an evaluated candidate, whatever its gate said: the registry refuses to promote what did not pass.
 * The git commit is that of the run (of the environment variable GIT_COMMIT outside of one).
 * @throws {StateError} the commit is not known, or the candidate was trained under another model name.
 * @throws {InvalidArgumentError} `withoutCommit` has no reason.
 */
export function register<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  options: RegisterOptions = {},
): Register<Row, Label, Target> {
  checkArguments("register", { name }, { name: option.modelName });
  checkRegister(name.name, options);
  return defineStage({
    id: "register",
    version: "1.0.0",
    params: { model: name.fingerprint, withoutCommit: options.withoutCommit?.reason ?? null },
    nouns: [name],
    run: async (
      evaluated: Evaluated<Row, Label, Target>,
      context: Context & { readonly registry: Registrar },
    ): Promise<ModelVersion<Row, Label, Target>> => {
      checkLink("register", "evaluated", evaluated);
      checkService("register", "registry", context.registry);
      if (evaluated.name.fingerprint !== name.fingerprint)
        throw new StateError({
          place: `register ${name.name}`,
          message: `Expected a candidate for ${name.name}, got one for ${evaluated.name.name}`,
        });
      const { trainer, bytes, decision, sets, targets, data, report, profile } = evaluated;
      const manifest = await createManifest(context.store.blobs, name, {
        kind: trainer.kind,
        bytes,
        decision,
        ...(sets && { fitted: sets.fitted }),
        ...labelsOf(sets?.train ?? targets),
        trainer,
        ...(data.train && { train: data.train.version }),
        report,
        profile,
        git: await gitOf(context, name.name, options),
        runId: context.runId,
      });
      return (await context.registry.register(manifest)) as ModelVersion<Row, Label, Target>;
    },
  });
}

/** Learned classes are those of the training rows; test rows may have more. */
function labelsOf({ targets }: TargetRows): { readonly labels?: readonly string[] } {
  return "labels" in targets ? { labels: targets.labels } : {};
}
