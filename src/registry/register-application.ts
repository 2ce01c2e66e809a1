import { fingerprint } from "../core/house.js";
import { type Context, canonicalJson, defineStage, type Stage, StateError } from "../core/index.js";
import { applicationBytes } from "../model/house.js";
import type { Application, EvaluationReport, ModelManifest, ModelVersion } from "../model/index.js";
import type { Registrar } from "../ports/index.js";
import { gitOf } from "./git-of.js";
import { metricValues } from "./metric-values.js";
import { checkWithoutCommit, type RegisterOptions } from "./register-options.js";

/**
 * Registers an application (a language model with its prompt and parameters) with the report of its answers: the next version of its
 * name, to be promoted only when the report's gate passed, like any model.
 * @throws {StateError} the report is about another version, or the git commit is not known.
 * @throws {InvalidArgumentError} `withoutCommit` has no reason.
 */
export function registerApplication(
  application: Application,
  options: RegisterOptions = {},
): Stage<EvaluationReport, ModelVersion, Context & { readonly registry: Registrar }> {
  const { name, parameters, version } = application;
  checkWithoutCommit(name, options);
  return defineStage({
    id: "register-application",
    version: "1.0.0",
    params: { name, application: version, withoutCommit: options.withoutCommit?.reason ?? null },
    run: async (
      report: EvaluationReport,
      context: Context & { readonly registry: Registrar },
    ): Promise<ModelVersion> => {
      if (report.candidate !== version)
        throw new StateError({
          place: `register ${name}`,
          message: `Expected a report about ${version}, got one about ${report.candidate}. Give the predictions the application's version`,
        });
      const { blobs } = context.store;
      const putJson = (value: unknown) => blobs.put(new TextEncoder().encode(canonicalJson(value)));
      const manifest: ModelManifest = {
        format: "model@1",
        name,
        fingerprint: fingerprint({ name, kind: "application" }),
        candidate: version,
        kind: "application@1",
        task: "text",
        model: await blobs.put(applicationBytes(parameters)),
        decision: {},
        trainer: { id: "application", version: "1.0.0", hyperparameters: {} },
        data: { contract: "none", train: "none", test: report.dataset },
        metrics: metricValues(report),
        report: await putJson(report),
        git: await gitOf(context, name, options),
        runId: context.runId,
      };
      return context.registry.register(manifest);
    },
  });
}
