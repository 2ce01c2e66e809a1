/** Something in a store that is not as it was written. */
export interface FsckFinding {
  /**
   * - `torn`: the newest commit of a log is shorter than it was written; events in it are lost
   * - `truncated`: another file is shorter than it was written
   * - `edited`: bytes do not fit their hash, or an event not the one before it
   * - `missing`: a commit file, key, or a blob that an event refers to, is gone
   * - `head-rolled-back`: the newest events of a log are gone, as a head noted outside shows
   * - `erased`: no damage; sealed for a subject whose key was destroyed
   * - `orphan-temp`: no damage; left by a write that crashed and was never acknowledged
   */
  readonly kind: "torn" | "truncated" | "edited" | "missing" | "head-rolled-back" | "erased" | "orphan-temp";
  /** What is concerned: `<log>@<sequence>`, a blob's digest, or the path for files that are neither. */
  readonly reference: string;
  /** The file, relative to the store's directory; undefined for stores that are not in files. */
  readonly path?: string;
  readonly message: string;
}

/** Whether a finding of this kind says that something is not as it was acknowledged. */
export function isDamage(kind: FsckFinding["kind"]): boolean {
  return kind !== "erased" && kind !== "orphan-temp";
}

/** A log's head that was noted outside of the store, in a report or a tracker. */
export interface Anchor {
  readonly log: string;
  readonly sequence: number;
  readonly hash: string;
}

/** A blob that an event refers to. */
export interface BlobUse {
  readonly digest: string;
  /** `<log>@<sequence>` of the event. */
  readonly event: string;
  /** Plain bytes as the event tells, for segments. */
  readonly bytes: number | undefined;
}

const blobKeys = new Set(["blob", "blobs", "evidence", "manifest", "report"]);

/** The blobs that an event's data refers to: digests under `blob`, `blobs`, `manifest`, `report` or `evidence`. Other digests (of inputs, of other events) may stand for what was never stored. */
export function collectBlobUses(data: unknown, event: string): readonly BlobUse[] {
  const uses: BlobUse[] = [];
  function walk(value: unknown, counts: boolean, bytes: number | undefined): void {
    if (typeof value === "string") {
      if (counts && /^sha256:[0-9a-f]{64}$/.test(value)) uses.push({ digest: value, event, bytes });
    } else if (Array.isArray(value)) {
      for (const inner of value) walk(inner, counts, undefined);
    } else if (typeof value === "object" && value !== null) {
      const size: unknown = "bytes" in value ? value.bytes : undefined;
      for (const [key, inner] of Object.entries(value))
        walk(inner, blobKeys.has(key), key === "blob" && typeof size === "number" ? size : undefined);
    }
  }
  walk(data, false, undefined);
  return uses;
}

/** What an anchor shows about a log. @param hash Of the event at the anchor's sequence; undefined when there is none. */
export function checkAnchor(
  anchor: Anchor,
  log: { readonly first: number; readonly newest: number; readonly hash: string | undefined },
): Omit<FsckFinding, "path"> | undefined {
  const reference = `${anchor.log}@${anchor.sequence}`;
  if (anchor.sequence > log.newest)
    return {
      kind: "head-rolled-back",
      reference,
      message: `log ${anchor.log} once had event ${anchor.sequence}, now it ends at ${log.newest}`,
    };
  // Trimmed, or in a file that is reported as damaged.
  if (anchor.sequence < log.first || log.hash === undefined || log.hash === anchor.hash) return undefined;
  return {
    kind: "edited",
    reference,
    message: `event ${anchor.sequence} of log ${anchor.log} once had hash ${anchor.hash}, now ${log.hash}`,
  };
}
