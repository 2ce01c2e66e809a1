import {
  DamagedError,
  type Digest,
  digestOf,
  ErasedError,
  fingerprint,
  MissingError,
  parseCanonicalJson,
  type Store,
} from "../core/index.js";
import type { EvaluationReport, FittedFeatures, ModelManifest } from "../data/index.js";

/** What is wrong with one part of a version. */
export interface VerifyFinding {
  readonly part: "manifest" | "model" | "features" | "report";
  readonly problem: "missing" | "damaged" | "erased" | "does-not-fit";
  readonly message: string;
}

/** Reads every part of a version back and recomputes its digests; empty when all is well. */
export async function verifyVersion(store: Store, digest: Digest): Promise<readonly VerifyFinding[]> {
  const findings: VerifyFinding[] = [];
  const read = async (part: VerifyFinding["part"], reference: Digest): Promise<Uint8Array | undefined> => {
    try {
      const bytes = await store.blobs.get(reference);
      if (digestOf(bytes) === reference) return bytes;
      findings.push({ part, problem: "damaged", message: `${reference} holds other bytes` });
    } catch (error) {
      const problem = MissingError.isInstance(error)
        ? "missing"
        : ErasedError.isInstance(error)
          ? "erased"
          : DamagedError.isInstance(error)
            ? "damaged"
            : undefined;
      if (problem === undefined) throw error;
      findings.push({ part, problem, message: error instanceof Error ? error.message : String(error) });
    }
    return undefined;
  };
  const bytes = await read("manifest", digest);
  if (bytes === undefined) return findings;
  const manifest = parse(bytes) as ModelManifest;
  await read("model", manifest.model);
  const fitted = await read("features", manifest.features.fitted);
  if (fitted && (parse(fitted) as FittedFeatures).fingerprint !== manifest.features.fingerprint)
    findings.push({
      part: "features",
      problem: "does-not-fit",
      message: "the fitted features are of other features than the manifest says",
    });
  const report = await read("report", manifest.report);
  if (report) {
    const { digest: stated, ...content } = parse(report) as EvaluationReport;
    if (fingerprint(content) !== stated)
      findings.push({ part: "report", problem: "does-not-fit", message: "the report does not hash to its own digest" });
  }
  return findings;
}

function parse(bytes: Uint8Array): unknown {
  return parseCanonicalJson(new TextDecoder().decode(bytes));
}
