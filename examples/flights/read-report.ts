import { parseCanonicalJson, type Store } from "golden-pipeline";
import type { EvaluationReport, ModelVersion } from "golden-pipeline/data";

/** The evaluation report that a version was registered with. */
export async function readReport(store: Store, { manifest }: ModelVersion): Promise<EvaluationReport> {
  return parseCanonicalJson(new TextDecoder().decode(await store.blobs.get(manifest.report))) as EvaluationReport;
}
