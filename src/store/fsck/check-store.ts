import { isDigest } from "../../core/house.js";
import { DamagedError, ErasedError, MissingError, type Store } from "../../core/index.js";
import { type Anchor, type BlobUse, checkAnchor, collectBlobUses, type FsckFinding } from "./finding.js";

/** Reads a store through its interface alone: every event, and every blob that an event refers to. */
export async function checkStore(store: Store, anchors: readonly Anchor[]): Promise<readonly FsckFinding[]> {
  const findings: FsckFinding[] = [];
  const uses = new Map<string, BlobUse>();
  const names = await store.logs();
  for (const log of new Set([...names, ...anchors.map((anchor) => anchor.log)])) {
    const hashes = new Map<number, string>();
    let newest = 0;
    try {
      for await (const { sequence, hash, data } of store.read(log)) {
        hashes.set(sequence, hash);
        newest = sequence;
        for (const use of collectBlobUses(data, `${log}@${sequence}`)) uses.set(use.digest, use);
      }
    } catch (error) {
      if (!DamagedError.isInstance(error)) throw error;
      findings.push({ kind: "edited", reference: error.reference, message: error.message });
      newest = Number.POSITIVE_INFINITY;
    }
    const [first = 1] = hashes.keys();
    for (const anchor of anchors) {
      if (anchor.log !== log) continue;
      const finding = checkAnchor(anchor, { first, newest, hash: hashes.get(anchor.sequence) });
      if (finding) findings.push(finding);
    }
  }
  for (const { digest, event } of uses.values()) {
    if (!isDigest(digest)) continue;
    try {
      await store.blobs.get(digest);
    } catch (error) {
      const kind = MissingError.isInstance(error)
        ? "missing"
        : ErasedError.isInstance(error)
          ? "erased"
          : DamagedError.isInstance(error)
            ? "edited"
            : undefined;
      if (kind === undefined) throw error;
      findings.push({ kind, reference: digest, message: `${event} refers to ${digest}` });
    }
  }
  return findings;
}
