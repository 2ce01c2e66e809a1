import { fingerprint } from "../../core/house.js";
import type { JsonObject, StoreBlobs } from "../../core/index.js";
import type { Landed } from "../../dataset/index.js";
import type { RawFormat } from "../../ports/index.js";
import type { Contract } from "../../schema/index.js";
import { type LandedSegment, readSegment } from "./landed-segment.js";

/** What is stored of landed data: its raw bytes stand in blobs. */
export interface LandedManifest {
  readonly source: string;
  readonly log: string;
  /** Whose key seals the bytes. */
  readonly subject?: string;
  readonly segments: readonly LandedSegment[];
}

/** Landed data with what validation must know to seal what it keeps of it. */
export interface LandedData<Row, Label extends string> extends Landed<Row, Label> {
  readonly subject?: string;
  readonly manifest: LandedManifest;
}

/** The handle on landed data; every call of `batches()` reads the blobs again. */
export function makeLanded<Row, Label extends string>(
  contract: Contract<Row, Label>,
  manifest: LandedManifest,
  blobs: StoreBlobs,
  formats: readonly RawFormat[],
): LandedData<Row, Label> {
  const { source, log, subject, segments } = manifest;
  return {
    kind: "landed",
    contract,
    source,
    manifest,
    ...(subject !== undefined && { subject }),
    raw: segments.map(({ blob }) => blob),
    digest: fingerprint(segments.map(({ blob, format, reading }): JsonObject => ({ blob, format, reading }))),
    async *batches() {
      for (const segment of segments) yield* readSegment(log, segment, blobs, formats);
    },
  };
}

/** Whether landed data was made by `ingest`. */
export function isLandedData<Row, Label extends string>(landed: Landed<Row, Label>): landed is LandedData<Row, Label> {
  return "manifest" in landed;
}
