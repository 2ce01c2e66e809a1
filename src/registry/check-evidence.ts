import {
  canonicalJson,
  type Digest,
  digestOf,
  fingerprint,
  parseCanonicalJson,
  StateError,
  type Store,
} from "../core/index.js";
import type { EvaluationReport, ModelManifest } from "../data/index.js";

/**
 * Reads the report a version was registered with, and checks that it and the further evidence speak for this very version.
 * Returns the digests of all of it, further evidence stored.
 * @throws {StateError} a report is not what it says, is about another candidate, or its gate did not pass.
 */
export async function checkEvidence(
  store: Store,
  id: string,
  manifest: ModelManifest,
  further: EvaluationReport | undefined,
): Promise<readonly Digest[]> {
  const registered = parseCanonicalJson(
    new TextDecoder().decode(await store.blobs.get(manifest.report)),
  ) as EvaluationReport;
  checkReport(id, manifest, registered);
  if (further === undefined) return [manifest.report];
  checkReport(id, manifest, further);
  const bytes = new TextEncoder().encode(canonicalJson(further));
  return [manifest.report, (await store.blobs.has(digestOf(bytes))) ? digestOf(bytes) : await store.blobs.put(bytes)];
}

function checkReport(id: string, manifest: ModelManifest, report: EvaluationReport): void {
  const { digest, ...content } = report;
  const refuse = (message: string): never => {
    throw new StateError({ place: `registry ${id}`, message });
  };
  if (fingerprint(content) !== digest)
    refuse(`Expected an evaluation report that hashes to its digest ${digest}, got an edited one`);
  if (report.candidate !== manifest.candidate)
    refuse(`Expected evidence about ${String(manifest.candidate)}, got a report about ${report.candidate}`);
  if (report.gate.decision !== "pass") {
    const reasons = report.gate.rules
      .filter(({ decision }) => decision !== "pass")
      .map(({ rule, message }) => `${rule}: ${message}`);
    refuse(
      `Expected a passed gate before promotion, got ${report.gate.decision} (${reasons.join("; ")}). Promote with an override and a reason if you must`,
    );
  }
}
