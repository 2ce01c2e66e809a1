import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { DamagedError, InvalidArgumentError, type LogEntry, type Logs, StorageError } from "golden-pipeline";
import { sqliteBlobs, sqliteKeys, sqliteLogs } from "golden-pipeline/adapters/sqlite";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshFile } from "./sqlite-checks.js";

let file: ReturnType<typeof freshFile>;
beforeEach(() => {
  file = freshFile((path) => new Database(path));
});
afterEach(() => file.close());

async function entriesOf(logs: Logs, log: string): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  for await (const entry of logs.read(log, { from: 1, to: Number.MAX_SAFE_INTEGER })) entries.push(entry);
  return entries;
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("a database that is full", () => {
  it("refuses an append with a StorageError, keeps all that was acknowledged, and goes on when there is room again", async () => {
    const database = file.open();
    const logs = sqliteLogs(database);
    await logs.append("log", 0, ["line 1"]);
    database.exec("pragma max_page_count = 30");
    const line = (sequence: number) => `line ${sequence} ${"x".repeat(5000)}`;
    let last = 1;
    let error: unknown;
    while (error === undefined) {
      error = await failure(logs.append("log", last, [line(last + 1), line(last + 2)]));
      if (error === undefined) last += 2;
    }
    expect(last).toBeGreaterThan(3);
    expect(StorageError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ reason: "SQLITE_FULL", uncertain: false });
    expect(String(error)).toContain(`Could not write log log to ${file.path}`);
    const blob = failure(sqliteBlobs(database).put(`sha256:${"0".repeat(64)}`, new Uint8Array(1_000_000)));
    expect(await blob).toMatchObject({ code: "storage", reason: "SQLITE_FULL" });
    for (const each of [logs, sqliteLogs(file.open())]) {
      const entries = await entriesOf(each, "log");
      expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
      for (const entry of entries.slice(1)) expect(entry.line).toBe(line(entry.sequence));
    }
    database.exec("pragma max_page_count = 10000");
    expect(await logs.append("log", last, [line(last + 1)])).toBe(true);
  });
});

describe("a file that is no database", () => {
  it("is refused by its name, and stays as it was", async () => {
    const text = "This is a text and no database. ".repeat(300);
    writeFileSync(file.path, text);
    const database = file.open();
    for (const work of [
      () => sqliteLogs(database).head("log"),
      () => sqliteLogs(database).append("log", 0, ["a"]),
      () => sqliteKeys(database).destroy("a"),
    ]) {
      const error = await failure(work());
      expect(DamagedError.isInstance(error)).toBe(true);
      expect(String(error)).toMatch(/Expected .*store\.db to be a database of SQLite, got a file that is none/);
    }
    expect(readFileSync(file.path, "utf8")).toBe(text);
  });
});

describe("tables of another format", () => {
  it("are refused, and not written to", async () => {
    const database = file.open();
    await sqliteLogs(database).append("log", 0, ["a"]);
    database.exec("update golden_pipeline_format set format = 2");
    const other = sqliteLogs(file.open());
    expect(String(await failure(other.append("log", 1, ["b"])))).toContain("Expected tables of format 1, got 2");
    database.exec("update golden_pipeline_format set format = 1");
    expect(await other.head("log")).toEqual({ sequence: 1, line: "a" });
  });
});

describe("a lock of another process", () => {
  it("is waited for while this process does other work", async () => {
    const [holder, logs] = [file.open(), sqliteLogs(file.open())];
    await logs.append("log", 0, ["a"]);
    holder.exec("begin immediate");
    const appended = logs.append("log", 1, ["b"]);
    await new Promise((resolve) => setTimeout(resolve, 30)); // Runs: nothing blocks.
    expect(await logs.head("log")).toEqual({ sequence: 1, line: "a" });
    holder.exec("commit");
    expect(await appended).toBe(true);
  });

  it("that is held for longer is a StorageError, and nothing is written", async () => {
    const [holder, logs] = [file.open(), sqliteLogs(file.open(), { busyMilliseconds: 0 })];
    await logs.append("log", 0, ["a"]);
    holder.exec("begin immediate");
    expect(await failure(logs.append("log", 1, ["b"]))).toMatchObject({ reason: "SQLITE_BUSY", uncertain: false });
    holder.exec("commit");
    expect(await entriesOf(logs, "log")).toEqual([{ sequence: 1, line: "a" }]);
  });
});

describe("a long log that is trimmed", () => {
  it("is forgotten portion by portion, and who writes meanwhile comes in between", async () => {
    const [logs, other] = [sqliteLogs(file.open()), sqliteLogs(file.open())];
    const lines = Array.from({ length: 12_001 }, (_, index) => `line ${index + 1}`);
    await logs.append("log", 0, lines);
    await other.head("log");
    const done: string[] = [];
    await Promise.all([
      logs.trim("log", 12_000).then(() => done.push("trim")),
      other.append("other", 0, ["a"]).then(() => done.push("append")),
    ]);
    expect(done).toEqual(["append", "trim"]);
    expect(await entriesOf(other, "log")).toEqual([
      { sequence: 12_000, line: "line 12000" },
      { sequence: 12_001, line: "line 12001" },
    ]);
    expect(await entriesOf(other, "other")).toEqual([{ sequence: 1, line: "a" }]);
  });
});

describe("a commit whose sync fails", () => {
  it("is told to be uncertain; what fails before it is not", async () => {
    const database = file.open();
    let fail: "commit" | "insert" | undefined;
    const failing = () => {
      throw Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR_FSYNC" });
    };
    const logs = sqliteLogs({
      exec: (statements) => (fail === statements ? failing() : database.exec(statements)),
      prepare: (statement) =>
        fail !== undefined && statement.startsWith(fail) ? failing() : database.prepare(statement),
    });
    await logs.head("log");
    fail = "insert";
    expect(await failure(logs.append("log", 0, ["a"]))).toMatchObject({ reason: "SQLITE_IOERR", uncertain: false });
    fail = "commit";
    expect(await failure(logs.append("log", 0, ["a"]))).toMatchObject({ reason: "SQLITE_IOERR", uncertain: true });
    fail = undefined;
    expect(await logs.append("log", 0, ["a"])).toBe(true);
  });
});

describe("a transaction of the caller", () => {
  it("that is open on the connection lets no append through, which it could take back", async () => {
    const database = file.open();
    const logs = sqliteLogs(database);
    await logs.append("log", 0, ["a"]);
    database.exec("begin");
    expect(String(await failure(logs.append("log", 1, ["b"])))).toContain("within a transaction");
    database.exec("rollback");
    expect(await logs.append("log", 1, ["b"])).toBe(true);
  });
});

describe("destroyed keys", () => {
  const hash = (text: string) => createHash("sha256").update(text);
  const keyOf = (seed: number) => hash(`key ${seed}`).digest();
  const idOf = (seed: number) => hash(`id ${seed}`).digest("hex");
  const traces = (seeds: readonly number[]) =>
    ["", "-wal"]
      .map((suffix) => `${file.path}${suffix}`)
      .filter((path) => existsSync(path))
      .flatMap((path) => {
        const bytes = readFileSync(path);
        return seeds.filter((seed) => bytes.includes(keyOf(seed)));
      });

  it("stand nowhere in the file or its write-ahead log, the others do", async () => {
    const database = file.open();
    const keys = sqliteKeys(database);
    const seeds = Array.from({ length: 600 }, (_, seed) => seed);
    for (let first = 0; first < 600; first += 50)
      await keys.getOrCreate(seeds.slice(first, first + 50).map((seed) => ({ id: idOf(seed), fresh: keyOf(seed) })));
    const [gone, kept] = [seeds.filter((seed) => seed % 3 === 0), seeds.filter((seed) => seed % 3 !== 0)];
    for (const seed of gone) expect(await keys.destroy(idOf(seed))).toBe(true);
    expect(traces(gone)).toEqual([]);
    expect(new Set(traces(kept))).toEqual(new Set(kept));
  });

  it("stay in the write-ahead log as long as a reader is in the way, and go with the next that is destroyed", async () => {
    const [reader, keys] = [file.open(), sqliteKeys(file.open(), { busyMilliseconds: 0 })];
    await keys.getOrCreate([1, 2].map((seed) => ({ id: idOf(seed), fresh: keyOf(seed) })));
    reader.exec("begin");
    reader.prepare("select * from golden_pipeline_keys").all();
    expect(await keys.destroy(idOf(1))).toBe(true);
    expect(await keys.get([idOf(1)])).toEqual(["erased"]);
    expect(traces([1])).not.toEqual([]);
    reader.exec("rollback");
    expect(await keys.destroy(idOf(1))).toBe(false);
    expect(traces([1])).toEqual([]);
    expect(traces([2])).not.toEqual([]);
  });
});

describe("the parts", () => {
  it("refuse what is no database and a time that is none", () => {
    for (const part of [sqliteLogs, sqliteBlobs, sqliteKeys]) {
      expect(() => Reflect.apply(part, undefined, ["store.db"])).toThrow(InvalidArgumentError);
      expect(() => part(file.open(), { busyMilliseconds: -1 })).toThrow("`busyMilliseconds` to be");
    }
  });

  it("sync every commit, whatever the build's own setting is", async () => {
    const database = file.open();
    database.exec("pragma synchronous = off");
    await sqliteLogs(database).append("log", 0, ["a"]);
    expect(database.prepare("pragma synchronous").all()).toEqual([{ synchronous: 2 }]);
    expect(database.prepare("pragma journal_mode").all()).toEqual([{ journal_mode: "wal" }]);
  });

  it("mend a blob that was damaged when it is put again", async () => {
    const blobs = sqliteBlobs(file.open());
    const digest = `sha256:${"0".repeat(64)}` as const;
    await blobs.put(digest, Uint8Array.of(1));
    await blobs.put(digest, Uint8Array.of(2));
    expect(await blobs.get(digest)).toEqual(Uint8Array.of(2));
  });
});
