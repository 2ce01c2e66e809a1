import { digestOf, fingerprint, parseCanonicalJson } from "../../core/house.js";
import { StateError } from "../../core/index.js";
import { changesOfModel, createRowFeaturizer, type FittedFeatures } from "../../model/house.js";
import type { Decision, MatrixModel, ModelName, ModelVersion, RowFeaturizer, RowModel } from "../../model/index.js";
import type { ModelSource } from "../../ports/index.js";

/** What answers a row: a model of features together with these, or one that reads rows. */
export type Serving =
  | { readonly reads: "matrix"; readonly model: MatrixModel; readonly featurize: RowFeaturizer }
  | { readonly reads: "rows"; readonly model: RowModel };

/** A version ready to answer: features, model and decision together. */
export interface LoadedVersion {
  readonly id: string;
  readonly version: ModelVersion;
  readonly serving: Serving;
  readonly decision: Decision;
  /** The requests that it answers, or may still have to answer, right now. */
  readonly inflight: Set<Promise<void>>;
}

/**
 * Loads a registered version and checks that everything that serves belongs together. Nothing else can enter a router.
 * @throws {StateError} it is a version of another model or task, its bytes or features are not those it was registered with, or its kind has no decoder here.
 */
export async function loadVersion<Row, Label extends string, Target>(
  source: ModelSource,
  name: ModelName<Row, Label, Target>,
  selector: string,
): Promise<LoadedVersion> {
  const { version, model: bytes, fitted } = await source.resolve(selector);
  const { manifest, id } = version;
  const refuse: Refuse = (message) => {
    throw new StateError({ place: `router ${name.name}`, message: `${message}; ${id} cannot serve` });
  };
  if (manifest.name !== name.name) refuse(`Expected a version of model ${name.name}, got one of ${manifest.name}`);
  if (manifest.task !== name.task) refuse(`Expected a version for the task ${name.task}, got ${manifest.task}`);
  if (manifest.fingerprint !== name.fingerprint) refuse(changedModel(version, name));
  if (digestOf(bytes) !== manifest.model) refuse(`Expected model bytes ${manifest.model}, got ${digestOf(bytes)}`);
  const kind = name.kinds.find((candidate) => candidate.kind === manifest.kind);
  if (kind === undefined)
    return refuse(
      `Expected a kind among ${name.kinds.map((known) => known.kind).join(", ") || "none"}, got ${manifest.kind}: list its trainer in the model's \`kinds\``,
    );
  const model = kind.decode(bytes);
  const serving: Serving =
    model.reads === "rows"
      ? { reads: "rows", model }
      : { reads: "matrix", model, featurize: createRowFeaturizer(readFeatures(version, fitted, refuse)) };
  return { id, version, serving, decision: manifest.decision, inflight: new Set() };
}

function changedModel<Row, Label extends string, Target>(
  { manifest: { definition } }: ModelVersion,
  name: ModelName<Row, Label, Target>,
): string {
  const changes = definition === undefined ? [] : changesOfModel(definition, name);
  const what = changes.length === 0 ? "its contract or target is another" : changes.join("; ");
  return `Expected a version of model ${name.name} as it is here, got one of ${name.name} as it was made: ${what}. Train it anew, or serve it with the contract and target it was made with`;
}

type Refuse = (message: string) => never;

function readFeatures({ manifest }: ModelVersion, fitted: Uint8Array | undefined, refuse: Refuse): FittedFeatures {
  if (manifest.features === undefined || fitted === undefined)
    return refuse("Expected a version with fitted features, as its model reads them, got one without");
  if (digestOf(fitted) !== manifest.features.fitted)
    refuse(`Expected fitted features ${manifest.features.fitted}, got ${digestOf(fitted)}`);
  const features = parseCanonicalJson(new TextDecoder().decode(fitted)) as FittedFeatures;
  const { digest, ...content } = features;
  if (features.fingerprint !== manifest.features.fingerprint || fingerprint(content) !== digest)
    refuse(`Expected features ${manifest.features.fingerprint}, got ${features.fingerprint}`);
  return features;
}
