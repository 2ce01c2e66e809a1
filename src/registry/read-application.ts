import { parseCanonicalJson } from "../core/house.js";
import { type JsonObject, StateError } from "../core/index.js";
import { applicationVersion } from "../model/house.js";
import type { Application, ModelVersion } from "../model/index.js";

/**
 * The application behind a version: what a service asks its language model with.
 * @example readApplication(await registry.resolve("filing-answers@champion"))
 * @throws {StateError} the version is a trained model, or its bytes are not those it was registered with.
 */
export function readApplication<Parameters extends JsonObject = JsonObject>(resolved: {
  readonly version: ModelVersion;
  readonly model: Uint8Array;
}): Application<Parameters> {
  const { version, model } = resolved;
  const { name, kind, candidate } = version.manifest;
  const place = `registry ${version.id}`;
  if (kind !== "application@1")
    throw new StateError({ place, message: `Expected an application, got a model of kind ${kind}` });
  if (applicationVersion(model) !== candidate)
    throw new StateError({ place, message: `Expected the bytes of ${candidate}, got ${applicationVersion(model)}` });
  const { parameters } = parseCanonicalJson(new TextDecoder().decode(model)) as { readonly parameters: Parameters };
  return { kind: "application", name, parameters, version: candidate };
}
