import { digestOf, fingerprint, parseCanonicalJson } from "../core/house.js";
import { DamagedError, type Digest, ErasedError, MissingError, type Store } from "../core/index.js";
import type { FittedFeatures } from "../model/house.js";
import type { EvaluationReport, ModelManifest, ModelProfile } from "../model/index.js";

/** What is wrong with one part of a version. */
export interface VerifyFinding {
  readonly part: "manifest" | "model" | "features" | "report" | "profile" | "evidence";
  readonly problem: "missing" | "damaged" | "erased" | "does-not-fit";
  readonly message: string;
}

/**
 * Reads every part of a version back and recomputes its digests; empty when all is well.
 * @param evidence Digests of the reports that it was promoted on.
 */
export async function verifyVersion(
  store: Store,
  digest: Digest,
  evidence: readonly Digest[] = [],
): Promise<readonly VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  const note = (part: VerifyFinding["part"], problem: VerifyFinding["problem"], message: string): void => {
    findings.push({ part, problem, message });
  };
  const read = async (part: VerifyFinding["part"], reference: Digest): Promise<Uint8Array | undefined> => {
    try {
      const bytes = await store.blobs.get(reference);
      if (digestOf(bytes) === reference) return bytes;
      note(part, "damaged", `${reference} holds other bytes`);
    } catch (error) {
      note(part, problemOf(error), error instanceof Error ? error.message : String(error));
    }
    return undefined;
  };
  const readJson = async (part: VerifyFinding["part"], reference: Digest): Promise<object | undefined> => {
    const bytes = await read(part, reference);
    const json = bytes && parse(bytes);
    if (bytes !== undefined && json === undefined) note(part, "does-not-fit", `${reference} is no JSON object`);
    return json;
  };

  const manifest = (await readJson("manifest", digest)) as ModelManifest | undefined;
  if (manifest === undefined) return findings;
  await read("model", manifest.model);
  const { features } = manifest;
  const readFitted = async (named: NonNullable<ModelManifest["features"]>): Promise<FittedFeatures | undefined> => {
    const fitted = (await readJson("features", named.fitted)) as FittedFeatures | undefined;
    if (fitted === undefined) return undefined;
    if (fitted.fingerprint !== named.fingerprint)
      note("features", "does-not-fit", "the fitted features are of other features than the manifest says");
    if (!hashesToItself(fitted))
      note("features", "does-not-fit", "the fitted features do not hash to their own digest");
    return fitted;
  };
  const fitted = features && (await readFitted(features));
  if ((features === undefined || fitted !== undefined) && !isCandidateOf(manifest, fitted))
    note("manifest", "does-not-fit", `model, features and decision together are not ${manifest.candidate}`);
  const readReport = async (part: "report" | "evidence", reference: Digest): Promise<void> => {
    const report = (await readJson(part, reference)) as EvaluationReport | undefined;
    if (report === undefined) return;
    if (!hashesToItself(report)) note(part, "does-not-fit", "the report does not hash to its own digest");
    if (report.candidate !== manifest.candidate)
      note(part, "does-not-fit", `the report is about ${report.candidate}, not ${manifest.candidate}`);
  };
  await readReport("report", manifest.report);
  for (const reference of new Set(evidence)) if (reference !== manifest.report) await readReport("evidence", reference);
  if (manifest.profile !== undefined) {
    const profile = (await readJson("profile", manifest.profile)) as ModelProfile | undefined;
    if (profile !== undefined && profile.format !== "model-profile@1")
      note("profile", "does-not-fit", `it is of format ${profile.format}, not model-profile@1`);
    else if (profile?.outputs !== undefined && profile.outputs.task !== manifest.task)
      note("profile", "does-not-fit", `it is of a model for ${profile.outputs.task}, not ${manifest.task}`);
  }
  return findings;
}

function problemOf(error: unknown): VerifyFinding["problem"] {
  if (MissingError.isInstance(error)) return "missing";
  if (ErasedError.isInstance(error)) return "erased";
  if (DamagedError.isInstance(error)) return "damaged";
  throw error;
}

function hashesToItself({ digest, ...content }: { readonly digest: string }): boolean {
  return fingerprint(content) === digest;
}

/** A candidate's version is the fingerprint of everything that serves; one that a hand-made manifest names in another way cannot be recomputed. */
function isCandidateOf(
  { candidate, kind, model, decision }: ModelManifest,
  fitted: FittedFeatures | undefined,
): boolean {
  if (!/^candidate-[0-9a-f]{64}$/.test(candidate)) return true;
  return candidate === `candidate-${fingerprint({ kind, model, features: fitted?.digest ?? null, decision })}`;
}

function parse(bytes: Uint8Array): object | undefined {
  try {
    const json = parseCanonicalJson(new TextDecoder().decode(bytes));
    return typeof json === "object" && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}
