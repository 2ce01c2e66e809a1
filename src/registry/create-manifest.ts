import type { StoreBlobs } from "../core/house.js";
import { checkArguments, option } from "../core/house.js";
import { canonicalJson, StateError } from "../core/index.js";
import type { Served } from "../model/house.js";
import { defaultDecision, modelDefinition } from "../model/house.js";
import {
  candidateVersion,
  type Decision,
  type EvaluationReport,
  type ModelManifest,
  type ModelName,
  type ModelProfile,
} from "../model/index.js";
import { metricValues } from "./metric-values.js";

/** What a version is made of and what is known of it. */
export interface ManifestFacts extends Omit<Served, "decision"> {
  /** @default the task's own: { threshold: 0.5 } for yes/no and label sets, {} for other tasks */
  readonly decision?: Decision;
  /** The classes or labels it says, in the order of its outputs. @default those that the model name states */
  readonly labels?: readonly string[];
  readonly trainer: ModelManifest["trainer"];
  /** The dataset it was trained on. @default unknown */
  readonly train?: string;
  /** About this very version, which `candidateVersion` names. */
  readonly report: EvaluationReport;
  /** What is normal for it, of `profileModel`: monitors compare with it. @default none */
  readonly profile?: ModelProfile;
  readonly git: ModelManifest["git"];
  readonly runId: string;
  readonly extra?: ModelManifest["extra"];
}

/**
 * The manifest of a version, its bytes, features and report put into the store: what the `register` stage registers, and what registers a model
 * that was made elsewhere.
 * @example registry.register(await createManifest(store.blobs, late, { kind: "our-net@1", bytes, trainer, report, git, runId }))
 * @throws {StateError} the report is about another version.
 */
export async function createManifest<Row, Label extends string, Target>(
  blobs: Pick<StoreBlobs, "put">,
  name: ModelName<Row, Label, Target>,
  facts: ManifestFacts,
): Promise<ModelManifest> {
  checkArguments(
    "manifest",
    { blobs, name, facts },
    { blobs: option.having("a store's blobs", "put"), name: option.modelName, facts: option.noun },
  );
  const {
    kind,
    bytes,
    fitted,
    decision = defaultDecision(name.task),
    trainer,
    train,
    report,
    profile,
    git,
    runId,
    extra,
  } = facts;
  const candidate = candidateVersion({ kind, bytes, decision, ...(fitted && { fitted }) });
  if (report.candidate !== candidate)
    throw new StateError({
      place: `register ${name.name}`,
      message: `Expected a report about ${candidate}, got one about ${report.candidate}. \`candidateVersion\` names what serves: kind, bytes, fitted features and decision`,
    });
  const { id, version, hyperparameters, facts: told } = trainer;
  const labels = facts.labels ?? name.target.labels;
  return {
    format: "model@1",
    name: name.name,
    fingerprint: name.fingerprint,
    definition: modelDefinition(name),
    candidate,
    kind,
    task: name.task,
    ...(labels && { labels }),
    model: await blobs.put(bytes),
    ...(fitted && { features: { fingerprint: fitted.fingerprint, fitted: await putJson(blobs, fitted) } }),
    decision,
    trainer: { id, version, hyperparameters, ...(told && { facts: told }) },
    data: { contract: name.contract.fingerprint, ...(train !== undefined && { train }), test: report.dataset },
    metrics: metricValues(report),
    report: await putJson(blobs, report),
    ...(profile && { profile: await putJson(blobs, profile) }),
    git,
    runId,
    ...(extra && { extra }),
  };
}

function putJson(blobs: Pick<StoreBlobs, "put">, value: unknown): ReturnType<StoreBlobs["put"]> {
  return blobs.put(new TextEncoder().encode(canonicalJson(value)));
}
