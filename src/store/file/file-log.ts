import { join } from "node:path";
import { DamagedError, type LogEntry, StorageError } from "../../core/index.js";
import { type Commit, commitPath, decodeCommit, encodeCommit, firstSequenceOf } from "./commit-file.js";
import type { DurableFiles } from "./durable-files.js";
import { createReadAhead } from "./read-ahead.js";
import { readTrimMarker, writeTrimMarker } from "./trim-marker.js";

/** One log in one directory: a file per commit, made exclusively, so that two processes can never both win. */
export interface FileLog {
  append(after: number, lines: readonly string[]): Promise<boolean>;
  read(from: number, to: number): AsyncIterable<LogEntry>;
  head(): Promise<LogEntry | undefined>;
  trim(before: number): Promise<void>;
}

export function createFileLog(name: string, directory: string, files: DurableFiles): FileLog {
  // Only ever behind the truth, never ahead: the head is found by probing forward from here.
  let known: LogEntry | undefined;
  const pointer = join(directory, "head.json");
  const readMarker = () => readTrimMarker(name, directory, files);

  async function readCommit(first: number): Promise<Commit | undefined> {
    const path = commitPath(directory, first);
    const bytes = await files.read(path);
    return bytes && decodeCommit(name, path, bytes, first);
  }

  const lastOfCommit = async (first: number): Promise<LogEntry | undefined> => (await readCommit(first))?.at(-1);

  async function firstSequences(): Promise<readonly number[]> {
    const names = await files.fileSystem.list(directory);
    return names.flatMap((file) => firstSequenceOf(file) ?? []).sort((left, right) => left - right);
  }

  async function searchHead(): Promise<LogEntry | undefined> {
    const newest = (await firstSequences()).at(-1);
    return newest === undefined ? undefined : lastOfCommit(newest);
  }

  /** A hint that may be stale, torn or wrong: only a commit that is there confirms it. */
  async function readPointer(): Promise<LogEntry | undefined> {
    const bytes = await files.read(pointer);
    if (bytes === undefined) return undefined;
    const first = Number(/^\{"first":(\d{1,15})\}$/.exec(new TextDecoder().decode(bytes))?.[1]);
    return first >= 1 ? lastOfCommit(first) : undefined;
  }

  function remember(newest: LogEntry | undefined): void {
    if (newest !== undefined && (known === undefined || known.sequence < newest.sequence)) known = newest;
  }

  /** The newest entry, and the first that is kept. */
  async function reach(): Promise<{ readonly newest: LogEntry | undefined; readonly kept: number }> {
    let newest = known ?? (await readPointer()) ?? (await searchHead());
    for (;;) {
      const reached = newest?.sequence ?? 0;
      const next = await lastOfCommit(reached + 1);
      if (next !== undefined) {
        newest = next;
        continue;
      }
      // No next commit: this is the head, unless another process has gone on from here and trimmed what followed.
      const kept = await readMarker();
      if (kept <= reached + 1) {
        remember(newest);
        return { newest, kept };
      }
      newest = await searchHead();
    }
  }

  const head = async (): Promise<LogEntry | undefined> => (await reach()).newest;

  async function append(after: number, lines: readonly string[]): Promise<boolean> {
    const { newest, kept } = await reach();
    if ((newest?.sequence ?? 0) !== after) return false;
    const first = after + 1;
    const path = commitPath(directory, first);
    if (!(await files.create(path, encodeCommit(name, first, lines)))) return false;
    // The name may have been free because others had filled it and trimmed it since: such a commit stands outside of the log.
    const trimmed = await readMarker();
    if (trimmed !== kept && trimmed > first) throw new StorageError(path, "overtaken by a trim", undefined, true);
    remember({ sequence: after + lines.length, line: lines.at(-1) ?? "" });
    await files.hint(pointer, new TextEncoder().encode(`{"first":${first}}`));
    return true;
  }

  const missing = (sequence: number): DamagedError =>
    new DamagedError(`${name}@${sequence}`, {
      place: `log ${name}`,
      message: `Expected event ${sequence} in ${directory}, its commit file is missing`,
    });

  /** The commit that holds an entry; undefined beyond the head. */
  async function commitWith(sequence: number, read = readCommit): Promise<Commit | undefined> {
    const commit = await read(sequence);
    if (commit) return commit;
    if (((await head())?.sequence ?? 0) < sequence) return undefined;
    const first = (await firstSequences()).findLast((candidate) => candidate <= sequence);
    const around = first === undefined ? undefined : await readCommit(first);
    if (around !== undefined && (around.at(-1)?.sequence ?? 0) >= sequence) return around;
    throw missing(sequence);
  }

  async function trim(before: number): Promise<void> {
    if (before <= (await readMarker())) return;
    const commit = await commitWith(before);
    if (commit === undefined) throw missing(before);
    // The marker first: whoever then finds commits gone knows why.
    await writeTrimMarker(directory, files, before);
    const forgotten = (await firstSequences()).filter((first) => first < commit[0].sequence);
    await files.remove(forgotten.map((first) => commitPath(directory, first)));
    // Two processes that trim at once may leave the lesser marker.
    const [lowest] = await firstSequences();
    if (lowest !== undefined && (await readMarker()) < lowest) await writeTrimMarker(directory, files, lowest);
  }

  async function* read(from: number, to: number): AsyncGenerator<LogEntry> {
    const readAhead = createReadAhead(firstSequences, readCommit);
    let next = Math.max(from, await readMarker());
    while (next <= to) {
      let commit: Commit | undefined;
      try {
        commit = await commitWith(next, readAhead);
      } catch (error) {
        // Trimmed by another process while it was being read?
        const marker = await readMarker();
        if (!DamagedError.isInstance(error) || marker <= next) throw error;
        next = marker;
        continue;
      }
      if (commit === undefined) return;
      for (const entry of commit) {
        if (entry.sequence > to) return;
        if (entry.sequence < next) continue;
        yield entry;
        next = entry.sequence + 1;
      }
    }
  }

  return { append, read, head, trim };
}
