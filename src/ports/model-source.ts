import type { ModelVersion } from "../model/index.js";

/** What a router needs of a registry. */
export interface ModelSource {
  /** @param selector `late-flights@3` or `late-flights@champion` */
  resolve(
    selector: string,
  ): Promise<{ readonly version: ModelVersion; readonly model: Uint8Array; readonly fitted: Uint8Array | undefined }>;
}
