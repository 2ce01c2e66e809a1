import type { ModelManifest, ModelVersion } from "../model/index.js";

/** What the `register` stage needs of a registry. */
export interface Registrar {
  readonly specificationVersion: "v1";
  /** Stores a manifest as the next version; the same manifest again gives the version it already has. */
  register(manifest: ModelManifest): Promise<ModelVersion>;
}
