import { fingerprint, parseCanonicalJson } from "../core/house.js";
import {
  canonicalJson,
  DamagedError,
  type Digest,
  ErasedError,
  InvalidArgumentError,
  MissingError,
  StateError,
  type Store,
} from "../core/index.js";
import type { EvaluationReport, ModelManifest } from "../model/index.js";

/**
 * Reads the report a version was registered with, and checks that it and the further evidence speak for this very version.
 * Returns the digests of all of it, further evidence stored.
 * @param champion The id of the present champion, which one of the reports has to compare with; undefined before the first.
 * @param overridden Whether somebody promotes in spite of the gates: then the registered report is only named, and further evidence need not have passed.
 * @throws {StateError} a report is missing or not what it says, is about another candidate, or its gate did not pass; or none of them
 *   compares with the present champion.
 */
export async function checkEvidence(
  store: Store,
  id: string,
  manifest: ModelManifest,
  further: EvaluationReport | undefined,
  champion: string | undefined,
  overridden: boolean,
): Promise<readonly Digest[]> {
  if (further !== undefined) checkReport(id, manifest, further);
  if (!overridden) {
    const registered = await readReport(store, id, manifest.report);
    checkReport(id, manifest, registered);
    const reports = further === undefined ? [registered] : [registered, further];
    for (const report of reports) checkGate(id, report);
    checkBaseline(id, champion, reports);
  }
  if (further === undefined) return [manifest.report];
  return [manifest.report, await store.blobs.put(new TextEncoder().encode(canonicalJson(further)))];
}

async function readReport(store: Store, id: string, digest: Digest): Promise<EvaluationReport> {
  try {
    return parseCanonicalJson(new TextDecoder().decode(await store.blobs.get(digest))) as EvaluationReport;
  } catch (cause) {
    if (![MissingError, DamagedError, ErasedError, InvalidArgumentError].some((kind) => kind.isInstance(cause)))
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

/** A comparison is of both models on the same rows, so whom it names says that its dataset will do as well. */
function checkBaseline(id: string, champion: string | undefined, reports: readonly EvaluationReport[]): void {
  if (champion === undefined || reports.some((report) => report.champion === champion)) return;
  const others = reports.map((report) => report.champion ?? "no champion");
  throw new StateError({
    place: `registry ${id}`,
    message: `Expected evidence against the present champion ${champion}, got evidence against ${others.join(" and ")}: evaluate it beside ${champion} and hand the report over as \`evidence\`, or promote with an override and a reason if you must`,
  });
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
