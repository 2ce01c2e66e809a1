import { digestOf, fingerprint, parseCanonicalJson } from "../core/house.js";
import { StateError } from "../core/index.js";
import { createRowFeaturizer, type FittedFeatures } from "../model/house.js";
import type { Decision, Model, ModelName, ModelVersion, RowFeaturizer } from "../model/index.js";
import type { ModelSource } from "../ports/index.js";

/** A version ready to answer: features, model and decision together. */
export interface LoadedVersion {
  readonly id: string;
  readonly version: ModelVersion;
  readonly featurize: RowFeaturizer;
  readonly model: Model;
  readonly decision: Decision;
  /** The requests that it answers, or may still have to answer, right now. */
  readonly inflight: Set<Promise<void>>;
}

/**
 * Loads a registered version and checks that everything that serves belongs together. Nothing else can enter a router.
 * @throws {StateError} it is a version of another model, its bytes or features are not those it was registered with, or its kind has no decoder here.
 */
export async function loadVersion<Row, Label extends string, Target>(
  source: ModelSource,
  name: ModelName<Row, Label, Target>,
  selector: string,
): Promise<LoadedVersion> {
  const { version, model, fitted } = await source.resolve(selector);
  const { manifest, id } = version;
  const refuse = (message: string): never => {
    throw new StateError({ place: `router ${name.name}`, message: `${message}; ${id} cannot serve` });
  };
  if (manifest.name !== name.name || manifest.fingerprint !== name.fingerprint)
    refuse(
      `Expected a version of model ${name.name} (${name.fingerprint}), got one of ${manifest.name} (${manifest.fingerprint})`,
    );
  if (digestOf(model) !== manifest.model) refuse(`Expected model bytes ${manifest.model}, got ${digestOf(model)}`);
  if (manifest.features === undefined || fitted === undefined)
    return refuse("Expected a version with fitted features, got one without");
  if (digestOf(fitted) !== manifest.features.fitted)
    refuse(`Expected fitted features ${manifest.features.fitted}, got ${digestOf(fitted)}`);
  const features = parseCanonicalJson(new TextDecoder().decode(fitted)) as FittedFeatures;
  const { digest, ...content } = features;
  if (features.fingerprint !== manifest.features.fingerprint || fingerprint(content) !== digest)
    refuse(`Expected features ${manifest.features.fingerprint}, got ${features.fingerprint}`);
  const kind = name.kinds.find((candidate) => candidate.kind === manifest.kind);
  if (kind === undefined)
    return refuse(
      `Expected a kind among ${name.kinds.map((known) => known.kind).join(", ") || "none"}, got ${manifest.kind}: list its trainer in the model's \`kinds\``,
    );
  return {
    id,
    version,
    featurize: createRowFeaturizer(features),
    model: kind.decode(model),
    decision: manifest.decision,
    inflight: new Set(),
  };
}
