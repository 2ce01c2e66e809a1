import { fingerprint, parseCanonicalJson } from "../core/house.js";
import { canonicalJson, DamagedError, type Digest, MissingError, StateError, type Store } from "../core/index.js";
import type { EvaluationReport, ModelManifest } from "../model/index.js";

/**
 * Reads the report a version was registered with, and checks that it and the further evidence speak for this very version.
 * Returns the digests of all of it, further evidence stored.
 * @param overridden Whether somebody promotes in spite of the gates: then the registered report is only named, and further evidence need not have passed.
 * @throws {StateError} a report is missing or not what it says, is about another candidate, or its gate did not pass.
 */
export async function checkEvidence(
  store: Store,
  id: string,
  manifest: ModelManifest,
  further: EvaluationReport | undefined,
  overridden: boolean,
): Promise<readonly Digest[]> {
  if (!overridden) {
    const registered = await readReport(store, id, manifest.report);
    checkReport(id, manifest, registered);
    checkGate(id, registered);
  }
  if (further === undefined) return [manifest.report];
  checkReport(id, manifest, further);
  if (!overridden) checkGate(id, further);
  return [manifest.report, await store.blobs.put(new TextEncoder().encode(canonicalJson(further)))];
}

async function readReport(store: Store, id: string, digest: Digest): Promise<EvaluationReport> {
  try {
    return parseCanonicalJson(new TextDecoder().decode(await store.blobs.get(digest))) as EvaluationReport;
  } catch (cause) {
    if (!MissingError.isInstance(cause) && !DamagedError.isInstance(cause) && !(cause instanceof SyntaxError))
      throw cause;
    const message = `Expected the evaluation report ${digest} that it was registered with, it cannot be read`;
    throw new StateError({ place: `registry ${id}`, message, cause });
  }
}

function checkReport(id: string, manifest: ModelManifest, report: EvaluationReport): void {
  const refuse = (message: string): never => {
    throw new StateError({ place: `registry ${id}`, message });
  };
  if (report?.format !== "evaluation@1") refuse("Expected an evaluation report, got something else");
  const { digest, ...content } = report;
  if (fingerprint(content) !== digest)
    refuse(`Expected an evaluation report that hashes to its digest ${digest}, got an edited one`);
  if (report.candidate !== manifest.candidate)
    refuse(`Expected evidence about ${manifest.candidate}, got a report about ${report.candidate}`);
}

function checkGate(id: string, { gate }: EvaluationReport): void {
  if (gate.decision === "pass") return;
  const reasons = gate.rules
    .filter(({ decision }) => decision !== "pass")
    .map(({ rule, message }) => `${rule}: ${message}`);
  throw new StateError({
    place: `registry ${id}`,
    message: `Expected a passed gate before promotion, got ${gate.decision} (${reasons.join("; ")}). Promote with an override and a reason if you must`,
  });
}
