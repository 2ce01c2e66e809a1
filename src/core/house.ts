/** What other rooms of the house use of this one; not exported from the package. */
export { formatPath } from "./canonical-json.js";
export { checkLink } from "./chain/check-link.js";
export { checkService } from "./chain/check-service.js";
export type { Hint } from "./chain/hint.js";
export { decodeEnvelope, isEnvelope } from "./compose-store/envelope.js";
export { keyBytes, secretId } from "./compose-store/key-custody.js";
export { unsealPart } from "./compose-store/sealed-blobs.js";
export { counted } from "./counted.js";
export { createEmitter } from "./create-emitter.js";
export { digestOf } from "./digest.js";
export { describeValue } from "./errors/describe-value.js";
export { decodeEvent, encodeEvents, eventHash } from "./event-hash.js";
export { fingerprint } from "./fingerprint.js";
export { createFold, type Fold, type FoldOptions, type FoldResult, foldLog } from "./fold/fold-log.js";
export { foreignEvent } from "./fold/foreign-event.js";
export { isKept } from "./lazy-memory-store.js";
export { linkSignal } from "./link-signal.js";
export { listed } from "./listed.js";
export { loadPeer } from "./load-peer.js";
export { isMembers, type Members, membersOf } from "./members.js";
export { didYouMean } from "./nearest-name.js";
export type { Nouns } from "./nouns.js";
export { checkArguments } from "./options/check-arguments.js";
export { checkOptions } from "./options/check-options.js";
export { checkTime, isEpochMilliseconds } from "./options/check-time.js";
export type { OptionRule, OptionRules } from "./options/option-rule.js";
export * as option from "./options/option-rule.js";
export { orAborted } from "./or-aborted.js";
export { parseCanonicalJson } from "./parse-canonical-json.js";
export { parseJson } from "./parse-json.js";
export { isPlainText } from "./plain-text.js";
export { checkPort } from "./ports/check-port.js";
export type { BatchRange } from "./ports/source.js";
export type { TrackedEntry } from "./ports/tracker.js";
export type { Reference } from "./reference.js";
export { formatReference, isDigest, isLogName, parseReference } from "./reference.js";
export { foldRun } from "./runner/fold-run.js";
export type { PartitionEvent } from "./runner/partition-event.js";
export { asRecorded, type RecordedEvent } from "./runner/run-events.js";
export type { NoContextNames } from "./runner/runner.js";
export {
  type AppendSegmentOptions,
  appendSegment,
  appendSegmentBytes,
  appendStored,
  jsonLines,
  type SegmentFacts,
} from "./segments/append-segment.js";
export { readSegments, readSegmentsBelow, type Segment } from "./segments/read-segments.js";
export type { SegmentWriterOptions } from "./segments/segment-writer.js";
export {
  createSegmentWriter,
  type SegmentWriter,
  segmentRules,
  type WriteRowOptions,
} from "./segments/segment-writer.js";
export { silentLog } from "./silent-log.js";
export type { ContextOf, InputOf, OutputOf } from "./stage.js";
export { isStage } from "./stage-internals.js";
export type { SchemaIssue, SchemaResult } from "./standard-schema.js";
export type { StoreBlobs } from "./store.js";
export { readStoredText, type StoredOutput } from "./stored-output.js";
export { systemClock } from "./system-clock.js";
export { isThenable } from "./thenable.js";
export { TrackingFold } from "./tracking/tracking.js";
