import { randomBytes } from "node:crypto";
import { canonicalJson } from "./canonical-json.js";
import { digestOf } from "./digest.js";
import { ConflictError, ErasedError, InvalidArgumentError, MissingError } from "./errors/index.js";
import { chainEvents } from "./event-hash.js";
import { isLogName } from "./reference.js";
import { seal, unseal } from "./seal.js";
import type { Digest, Head, Store, StoredEvent } from "./store.js";

/**
 * A store in this process's memory: for tests, and what a stage called directly gets.
 * Same contract as the file store, nothing outlives the process.
 */
export function createMemoryStore(): Store {
  const blobs = new Map<Digest, { readonly bytes: Uint8Array; readonly subject: string | undefined }>();
  const logs = new Map<string, StoredEvent[]>();
  const keys = new Map<string, Buffer | null>();
  const headOf = (log: string): Head => {
    const newest = logs.get(log)?.at(-1);
    return newest === undefined ? { sequence: 0, hash: null } : { sequence: newest.sequence, hash: newest.hash };
  };
  return {
    blobs: {
      async put(bytes, { subject } = {}) {
        const stored = subject === undefined ? bytes.slice() : seal(bytes, keyOf(keys, subject));
        const digest = digestOf(stored);
        if (!blobs.has(digest)) blobs.set(digest, { bytes: stored, subject });
        return digest;
      },
      async get(digest) {
        const blob = blobs.get(digest);
        if (blob === undefined) throw new MissingError("store", digest);
        if (blob.subject === undefined) return blob.bytes.slice();
        const key = keys.get(blob.subject);
        if (key === null || key === undefined) throw new ErasedError(digest, blob.subject);
        return unseal(blob.bytes, key);
      },
      has: async (digest) => blobs.has(digest),
    },
    async append(log, events, { expect } = {}) {
      checkLogName(log);
      const head = headOf(log);
      if (expect !== undefined && expect !== head.sequence)
        throw new ConflictError({ log, expected: expect, actual: head.sequence });
      // Through canonical JSON and back, so that a later change of the caller's object cannot reach the log.
      const chained = chainEvents(log, head, events).map((event) => JSON.parse(canonicalJson(event)) as StoredEvent);
      logs.set(log, [...(logs.get(log) ?? []), ...chained]);
      return headOf(log);
    },
    async *read(log, { from = 1, to = Number.POSITIVE_INFINITY } = {}) {
      checkLogName(log);
      for (const event of logs.get(log) ?? []) if (event.sequence >= from && event.sequence <= to) yield event;
    },
    async head(log) {
      checkLogName(log);
      return headOf(log);
    },
    logs: async (prefix = "") => [...logs.keys()].filter((log) => log.startsWith(prefix)).sort(),
    async trim(log, before) {
      const events = logs.get(log);
      // The newest event stays: the chain goes on from it.
      if (events)
        logs.set(
          log,
          events.filter((event, index) => event.sequence >= before || index === events.length - 1),
        );
    },
    async erase(subject) {
      const had = keys.get(subject) instanceof Buffer;
      keys.set(subject, null);
      return had;
    },
  };
}

/** @throws {InvalidArgumentError} the name could leave its directory or is not of the form that logs have. */
export function checkLogName(log: string): void {
  if (!isLogName(log))
    throw new InvalidArgumentError("store", "a log name of lower-case words joined by `-`, `.` or `/`", log);
}

function keyOf(keys: Map<string, Buffer | null>, subject: string): Buffer {
  const key = keys.get(subject);
  if (key === null) throw new ErasedError("a new blob", subject);
  const kept = key ?? randomBytes(32);
  keys.set(subject, kept);
  return kept;
}
