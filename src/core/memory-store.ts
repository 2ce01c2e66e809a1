import { randomBytes } from "node:crypto";
import { digestOf } from "./digest.js";
import { ConflictError, DamagedError, ErasedError, InvalidArgumentError, MissingError } from "./errors/index.js";
import { decodeEvent, encodeEvents } from "./event-hash.js";
import { isLogName } from "./reference.js";
import { seal, unseal } from "./seal.js";
import type { Blobs, Digest, Head, Store } from "./store.js";

interface MemoryLog {
  /** Lines, as a file store would write them: readers get copies that they may change. */
  readonly lines: string[];
  /** The sequence of the first line. */
  first: number;
  head: Head;
}

/**
 * A store in this process's memory: for tests, and what a stage called directly gets.
 * Same contract as the file store, nothing outlives the process.
 */
export function createMemoryStore(): Store {
  const keys = new Map<string, Buffer | null>();
  const logs = new Map<string, MemoryLog>();
  const logOf = (name: string): MemoryLog => {
    checkLogName(name);
    return logs.get(name) ?? { lines: [], first: 1, head: { sequence: 0, hash: null } };
  };
  return {
    blobs: memoryBlobs(keys),
    async append(name, events, { expect } = {}) {
      const log = logOf(name);
      if (expect !== undefined && expect !== log.head.sequence)
        throw new ConflictError({ log: name, expected: expect, actual: log.head.sequence });
      if (events.length === 0) return log.head;
      const { lines, head } = encodeEvents(name, log.head, events);
      for (const line of lines) log.lines.push(line);
      log.head = head;
      logs.set(name, log);
      return head;
    },
    async *read(name, { from = 1, to = Number.POSITIVE_INFINITY } = {}) {
      const log = logOf(name);
      for (let sequence = Math.max(from, log.first); sequence <= Math.min(to, log.head.sequence); sequence++) {
        const line = log.lines[sequence - log.first];
        // Trimmed while it was being read.
        if (line === undefined) continue;
        const event = decodeEvent(name, line);
        if (event === undefined)
          throw new DamagedError(`${name}@${sequence}`, { place: `log ${name}`, message: "Expected a whole event" });
        yield event;
      }
    },
    head: async (name) => logOf(name).head,
    logs: async (prefix = "") => [...logs.keys()].filter((log) => log.startsWith(prefix)).sort(),
    async trim(name, before) {
      const log = logOf(name);
      // The newest event stays: the chain goes on from it.
      const first = Math.min(before, log.head.sequence);
      if (first > log.first) {
        log.lines.splice(0, first - log.first);
        log.first = first;
      }
    },
    async erase(subject) {
      const had = keys.get(subject) instanceof Buffer;
      keys.get(subject)?.fill(0);
      keys.set(subject, null);
      return had;
    },
  };
}

function memoryBlobs(keys: Map<string, Buffer | null>): Blobs {
  const blobs = new Map<Digest, { readonly bytes: Uint8Array; readonly subject: string | undefined }>();
  return {
    async put(bytes, { subject } = {}) {
      const stored = subject === undefined ? new Uint8Array(bytes) : seal(bytes, keyFor(keys, subject));
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
  };
}

/** @throws {InvalidArgumentError} the name could leave its directory or is not of the form that logs have. */
export function checkLogName(log: string): void {
  if (!isLogName(log))
    throw new InvalidArgumentError("store", "a log name of lower-case words joined by `-`, `.` or `/`", log);
}

function keyFor(keys: Map<string, Buffer | null>, subject: string): Buffer {
  const key = keys.get(subject);
  if (key === null) throw new ErasedError("a new blob", subject);
  const kept = key ?? randomBytes(32);
  keys.set(subject, kept);
  return kept;
}
