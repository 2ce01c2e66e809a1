import { join } from "node:path";
import { encodeEvents } from "../../core/house.js";
import {
  ConflictError,
  DamagedError,
  type Digest,
  type Head,
  type NewEvent,
  StorageError,
  type StoredEvent,
} from "../../core/index.js";
import { commitPath, decodeCommit, encodeCommit, firstSequenceOf } from "./commit-file.js";
import type { DurableFiles } from "./durable-files.js";
import { readTrimMarker, writeTrimMarker } from "./trim-marker.js";

/** One log in one directory: a file per commit, made exclusively, so that two processes can never both win. */
export interface FileLog {
  append(events: readonly NewEvent[], expect: number | undefined): Promise<Head>;
  read(from: number, to: number): AsyncIterable<StoredEvent>;
  head(): Promise<Head>;
  trim(before: number): Promise<void>;
}

const empty: Head = { sequence: 0, hash: null };

export function createFileLog(name: string, directory: string, files: DurableFiles): FileLog {
  // Only ever behind the truth, never ahead: the head is found by probing forward from here.
  let known: Head | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  const pointer = join(directory, "head.json");
  const readMarker = () => readTrimMarker(name, directory, files);

  async function readCommit(
    first: number,
    previous?: Digest | null,
  ): Promise<readonly [StoredEvent, ...StoredEvent[]] | undefined> {
    const path = commitPath(directory, first);
    const bytes = await files.read(path);
    if (bytes === undefined) return undefined;
    const [event, ...more] = decodeCommit(name, path, bytes, first, previous);
    return event && [event, ...more];
  }

  async function lastOfCommit(first: number, previous?: Digest | null): Promise<Head | undefined> {
    const last = (await readCommit(first, previous))?.at(-1);
    return last && { sequence: last.sequence, hash: last.hash };
  }

  async function firstSequences(): Promise<readonly number[]> {
    const names = await files.fileSystem.list(directory);
    return names.flatMap((file) => firstSequenceOf(file) ?? []).sort((left, right) => left - right);
  }

  async function searchHead(): Promise<Head> {
    const newest = (await firstSequences()).at(-1);
    return (newest !== undefined && (await lastOfCommit(newest))) || empty;
  }

  /** A hint that may be stale, torn or wrong: only a commit that is there confirms it. */
  async function readPointer(): Promise<Head | undefined> {
    const bytes = await files.read(pointer);
    if (bytes === undefined) return undefined;
    const first = Number(/^\{"first":(\d{1,15})\}$/.exec(new TextDecoder().decode(bytes))?.[1]);
    return first >= 1 ? lastOfCommit(first) : undefined;
  }

  async function head(): Promise<Head> {
    let newest = known ?? (await readPointer()) ?? (await searchHead());
    for (;;) {
      const next = await lastOfCommit(newest.sequence + 1, newest.hash);
      if (next !== undefined) {
        newest = next;
        continue;
      }
      // No next commit: this is the head, unless another process has gone on from here and trimmed what followed.
      if ((await readMarker()).sequence <= newest.sequence + 1) break;
      newest = await searchHead();
    }
    if (known === undefined || known.sequence < newest.sequence) known = newest;
    return newest;
  }

  async function append(events: readonly NewEvent[], expect: number | undefined): Promise<Head> {
    for (;;) {
      const marker = await readMarker();
      const before = await head();
      if (expect !== undefined && before.sequence !== expect)
        throw new ConflictError({ log: name, expected: expect, actual: before.sequence });
      if (events.length === 0) return before;
      const { lines, head: after } = encodeEvents(name, before, events);
      const first = before.sequence + 1;
      const path = commitPath(directory, first);
      if (!(await files.create(path, encodeCommit(name, first, lines)))) continue;
      // The name may have been free because others had filled it and trimmed it since: such a commit stands outside of the log.
      const { sequence } = await readMarker();
      if (sequence !== marker.sequence && sequence > first)
        throw new StorageError(path, "overtaken by a trim", undefined, true);
      known = after;
      await files.hint(pointer, new TextEncoder().encode(`{"first":${first}}`));
      return after;
    }
  }

  const missing = (sequence: number): DamagedError =>
    new DamagedError(`${name}@${sequence}`, {
      place: `log ${name}`,
      message: `Expected event ${sequence} in ${directory}, its commit file is missing`,
    });

  /** The commit that holds an event; undefined beyond the head. */
  async function commitWith(
    sequence: number,
    previous?: Digest | null,
  ): Promise<readonly [StoredEvent, ...StoredEvent[]] | undefined> {
    const commit = await readCommit(sequence, previous);
    if (commit) return commit;
    if ((await head()).sequence < sequence) return undefined;
    const first = (await firstSequences()).findLast((candidate) => candidate <= sequence);
    const around = first === undefined ? undefined : await readCommit(first);
    if (around !== undefined && (around.at(-1)?.sequence ?? 0) >= sequence) return around;
    throw missing(sequence);
  }

  async function trim(before: number): Promise<void> {
    const standing = await readMarker();
    // The newest event stays: the chain goes on from it.
    const sequence = Math.min(before, (await head()).sequence);
    if (sequence <= standing.sequence) return;
    const commit = await commitWith(sequence);
    const event = commit?.find((candidate) => candidate.sequence === sequence);
    if (commit === undefined || event === undefined) throw missing(sequence);
    // The marker first: whoever then finds commits gone knows why.
    await writeTrimMarker(directory, files, { sequence, previous: event.previous });
    const forgotten = (await firstSequences()).filter((first) => first < commit[0].sequence);
    await files.remove(forgotten.map((first) => commitPath(directory, first)));
    // Two processes that trim at once may leave the lesser marker.
    const [lowest] = await firstSequences();
    const left = await readMarker();
    if (lowest !== undefined && left.sequence < lowest) {
      const [start] = (await readCommit(lowest)) ?? [];
      if (start) await writeTrimMarker(directory, files, { sequence: start.sequence, previous: start.previous });
    }
  }

  /** One at a time within this process; other processes are kept apart by exclusive files. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = writing.then(work);
    writing = turn.catch(() => undefined);
    return turn;
  }

  return {
    append: (events, expect) => inTurn(() => append(events, expect)),
    head,
    trim: (before) => inTurn(() => trim(before)),
    async *read(from, to) {
      let { sequence: next, previous } = await readMarker();
      let hash: Digest | null | undefined = previous;
      if (from > next) [next, hash] = [from, undefined];
      while (next <= to) {
        let commit: Awaited<ReturnType<typeof commitWith>>;
        try {
          commit = await commitWith(next, hash);
        } catch (error) {
          // Trimmed by another process while it was being read?
          const marker = await readMarker();
          if (!DamagedError.isInstance(error) || marker.sequence <= next) throw error;
          [next, hash] = [marker.sequence, marker.previous];
          continue;
        }
        if (commit === undefined) return;
        for (const event of commit) {
          if (event.sequence > to) return;
          if (event.sequence < next) continue;
          yield event;
          next = event.sequence + 1;
          hash = event.hash;
        }
      }
    },
  };
}
