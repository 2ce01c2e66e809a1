import type { ModelVersion } from "../model/index.js";

/** What a router needs of a registry. */
export interface ModelSource {
  readonly specificationVersion: "v1";
  /** @param selector `late-flights@3` or `late-flights@champion` */
  resolve(
    selector: string,
  ): Promise<{ readonly version: ModelVersion; readonly model: Uint8Array; readonly fitted: Uint8Array | undefined }>;
  /** How much has happened to the model in the registry: another number, another look at its champion. Default is that the registry is not followed. */
  head?(model: string): Promise<number>;
  /** The champion's id, cheaply. Default is that the registry is not followed. */
  champion?(model: string): Promise<{ readonly id: string } | undefined>;
}
