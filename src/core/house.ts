/** What other rooms of the house use of this one; not exported from the package. */
export { type BranchOptions, branch } from "./combinators/branch.js";
export type { Branches, BranchesContext, BranchesInput, BranchesOutput } from "./combinators/branches.js";
export { type ForEachOptions, forEach } from "./combinators/for-each.js";
export { parallel } from "./combinators/parallel.js";
export { type RetryDelay, type RetryOptions, retry } from "./combinators/retry.js";
export { tap } from "./combinators/tap.js";
export { decodeEnvelope, isEnvelope } from "./compose-store/envelope.js";
export { keyBytes, secretId } from "./compose-store/key-custody.js";
export { unsealPart } from "./compose-store/sealed-blobs.js";
export { digestOf } from "./digest.js";
export { describeValue } from "./errors/describe-value.js";
export { decodeEvent, encodeEvents, eventHash } from "./event-hash.js";
export { fingerprint } from "./fingerprint.js";
export { createFold, type Fold, type FoldOptions, type FoldResult, foldLog } from "./fold/fold-log.js";
export { linkSignal } from "./link-signal.js";
export { parseCanonicalJson } from "./parse-canonical-json.js";
export { parseJson } from "./parse-json.js";
export { formatReference, isDigest, isLogName, parseReference } from "./reference.js";
export {
  type AppendSegmentOptions,
  appendSegment,
  appendSegmentBytes,
  type SegmentFacts,
} from "./segments/append-segment.js";
export { readSegments, readSegmentsBelow, type Segment } from "./segments/read-segments.js";
export { createSegmentWriter, type SegmentWriter, type WriteRowOptions } from "./segments/segment-writer.js";
export { silentLog } from "./silent-log.js";
export type { ContextOf, InputOf, OutputOf } from "./stage.js";
export { isStage } from "./stage-internals.js";
export { systemClock } from "./system-clock.js";
