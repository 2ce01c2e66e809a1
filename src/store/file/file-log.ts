import { dirname, join } from "node:path";
import {
  ConflictError,
  chainEvents,
  type Digest,
  type Head,
  MissingError,
  type NewEvent,
  type StoredEvent,
} from "../../core/index.js";
import { commitPath, decodeCommit, encodeCommit, firstSequenceOf } from "./commit-file.js";
import { writeDurably } from "./durable-write.js";
import { codeOf, type FileSystem } from "./file-system.js";

/** One log in one directory: a file per commit, made by an exclusive link, so that two processes can never both win. */
export interface FileLog {
  append(events: readonly NewEvent[], expect: number | undefined): Promise<Head>;
  read(from: number, to: number): AsyncIterable<StoredEvent>;
  head(): Promise<Head>;
  trim(before: number): Promise<void>;
}

const empty: Head = { sequence: 0, hash: null };

export function createFileLog(name: string, directory: string, fileSystem: FileSystem): FileLog {
  // Only ever behind the truth, never ahead: heads are found by probing forward from here.
  let known: Head = empty;
  let started = false;
  let writing: Promise<unknown> = Promise.resolve();
  const pointer = join(directory, "head.json");

  async function readCommit(
    first: number,
    previous: Digest | null | undefined,
  ): Promise<readonly StoredEvent[] | undefined> {
    const path = commitPath(directory, first);
    try {
      return decodeCommit(name, path, await fileSystem.readFile(path), first, previous);
    } catch (error) {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    }
  }

  /** The pointer is a hint that may be stale or torn; a wrong one is worse than none, so only a commit that exists confirms it. */
  async function readPointer(): Promise<Head> {
    try {
      const hint = JSON.parse(new TextDecoder().decode(await fileSystem.readFile(pointer))) as Head & {
        readonly first: number;
      };
      const newest = (await readCommit(hint.first, undefined))?.at(-1);
      return newest?.sequence === hint.sequence && newest.hash === hint.hash
        ? { sequence: hint.sequence, hash: hint.hash }
        : empty;
    } catch {
      return empty;
    }
  }

  async function head(): Promise<Head> {
    if (!started) {
      known = await readPointer();
      started = true;
    }
    for (;;) {
      const next = (await readCommit(known.sequence + 1, known.sequence === 0 ? null : (known.hash ?? undefined)))?.at(
        -1,
      );
      if (next === undefined) return known;
      known = { sequence: next.sequence, hash: next.hash };
    }
  }

  async function append(events: readonly NewEvent[], expect: number | undefined): Promise<Head> {
    for (;;) {
      const before = await head();
      if (expect !== undefined && before.sequence !== expect)
        throw new ConflictError({ log: name, expected: expect, actual: before.sequence });
      if (events.length === 0) return before;
      const chained = chainEvents(name, before, events);
      const first = before.sequence + 1;
      if (!(await writeDurably(fileSystem, commitPath(directory, first), encodeCommit(chained), { exclusive: true })))
        continue;
      const newest = chained.at(-1) as StoredEvent;
      known = { sequence: newest.sequence, hash: newest.hash };
      await writePointer(first);
      return known;
    }
  }

  async function writePointer(first: number): Promise<void> {
    const temporary = `${pointer}.${process.pid}`;
    try {
      await fileSystem.writeFile(temporary, new TextEncoder().encode(JSON.stringify({ ...known, first })), 0o644);
      await fileSystem.rename(temporary, pointer);
    } catch {
      // The commit is durable; without the hint the next reader probes a little longer.
    }
  }

  async function firstCommits(): Promise<readonly number[]> {
    const names = await fileSystem.list(directory);
    return names.flatMap((file) => firstSequenceOf(file) ?? []).sort((left, right) => left - right);
  }

  return {
    append(events, expect) {
      // One writer at a time within this process; other processes are kept apart by the exclusive link.
      const turn = writing.then(() => append(events, expect));
      writing = turn.catch(() => undefined);
      return turn;
    },
    async *read(from, to) {
      let first = from;
      let previous: Digest | null | undefined = from === 1 ? null : undefined;
      let commit = await readCommit(first, previous);
      if (commit === undefined) {
        // Not the first event of a commit: the one that holds it, or what retention has kept.
        const commits = await firstCommits();
        first = commits.findLast((sequence) => sequence <= from) ?? commits[0] ?? from;
        previous = undefined;
        commit = await readCommit(first, previous);
        const known = commits.at(-1);
        if (commit === undefined && known !== undefined) throw new MissingError(`log ${name}`, `${name}@${first}`);
      }
      while (commit !== undefined) {
        for (const event of commit) if (event.sequence >= from && event.sequence <= to) yield event;
        const last = commit.at(-1) as StoredEvent;
        if (last.sequence >= to) return;
        commit = await readCommit(last.sequence + 1, last.hash);
      }
    },
    head,
    async trim(before) {
      const commits = await firstCommits();
      const kept = commits.findLast((sequence) => sequence <= before) ?? before;
      const forgotten = commits.filter((sequence) => sequence < kept);
      if (forgotten.length === 0) return;
      const [start] = (await readCommit(kept, undefined)) ?? [];
      if (start === undefined) return;
      await writeDurably(
        fileSystem,
        join(directory, "trimmed.json"),
        new TextEncoder().encode(JSON.stringify({ sequence: start.sequence, previous: start.previous })),
      );
      for (const sequence of forgotten) await fileSystem.remove(commitPath(directory, sequence));
      await fileSystem.syncDirectory(dirname(commitPath(directory, kept)));
    },
  };
}
