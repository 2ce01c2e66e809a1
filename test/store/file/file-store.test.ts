import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  DamagedError,
  InvalidArgumentError,
  StorageError,
  type Store,
  type StoredEvent,
} from "../../../src/core/index.js";
import type { FileSystem } from "../../../src/store/house.js";
import { nodeFileSystem } from "../../../src/store/house.js";
import { createFileStore, fsck } from "../../../src/store/index.js";
import { PowerLossFileSystem } from "../power-loss-file-system.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "golden-pipeline-file-store-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const event = (data: number) => ({ type: "counted", time: data, data });

async function values(store: Store): Promise<readonly unknown[]> {
  const collected: StoredEvent[] = [];
  for await (const each of store.read("log")) collected.push(each);
  return collected.map(({ data }) => data);
}

/** Node's file system, telling what it is asked. */
function watched(calls: string[]): FileSystem {
  return {
    ...nodeFileSystem,
    list(path) {
      calls.push(`list ${path}`);
      return nodeFileSystem.list(path);
    },
    readFile(path) {
      calls.push(`read ${path}`);
      return nodeFileSystem.readFile(path);
    },
    syncDirectory(path) {
      calls.push(`sync ${path}`);
      return nodeFileSystem.syncDirectory(path);
    },
    writeFile(path, bytes, options) {
      if (options.sync) calls.push("sync file");
      return nodeFileSystem.writeFile(path, bytes, options);
    },
  };
}

describe("createFileStore", () => {
  it("syncs one file and one directory per append, however many events it has", async () => {
    const calls: string[] = [];
    const store = createFileStore(directory, { fileSystem: watched(calls) });
    await store.append("log", [event(0)]);
    calls.length = 0;
    await store.append(
      "log",
      Array.from({ length: 500 }, (_, index) => event(index)),
    );
    expect(calls.filter((call) => call.startsWith("sync"))).toEqual([
      "sync file",
      `sync ${join(directory, "logs", "log@")}`,
    ]);
  });

  it("finds the head of a long log without listing its directory, reading few files", async () => {
    const writer = createFileStore(directory, { durability: "process" });
    for (let index = 1; index <= 100; index++) await writer.append("log", [event(index)]);
    const calls: string[] = [];
    const store = createFileStore(directory, { fileSystem: watched(calls) });
    expect((await store.head("log")).sequence).toBe(100);
    expect(calls.filter((call) => call.startsWith("list"))).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(4);
  });

  it("finds the head when the pointer to it is stale, torn, gone, or points at nothing", async () => {
    const writer = createFileStore(directory, { durability: "process" });
    for (let index = 1; index <= 9; index++) await writer.append("log", [event(index), event(index)]);
    const pointer = join(directory, "logs", "log@", "head.json");
    expect(await readFile(pointer, "utf8")).toBe('{"first":17}');
    for (const text of ['{"first":3}', '{"fir', "", '{"first":0}', '{"first":99}', '{"first":2}']) {
      await writeFile(pointer, text);
      expect((await createFileStore(directory).head("log")).sequence).toBe(18);
    }
    await rm(pointer);
    expect((await createFileStore(directory).append("log", [event(10)], { expect: 18 })).sequence).toBe(19);
  });

  it("finds the head after another process has gone on and trimmed what lies between", async () => {
    const [mine, other] = [createFileStore(directory), createFileStore(directory)];
    await mine.append("log", [event(1)]);
    for (let index = 2; index <= 20; index++) await other.append("log", [event(index)]);
    await other.trim("log", 15);
    await rm(join(directory, "logs", "log@", "head.json"));
    expect((await mine.head("log")).sequence).toBe(20);
    expect((await mine.append("log", [event(21)])).sequence).toBe(21);
    expect(await values(mine)).toEqual([15, 16, 17, 18, 19, 20, 21]);
    expect(await fsck(directory)).toEqual({ ok: true, findings: [] });
  });

  it("does not acknowledge an append whose number was filled and trimmed by others meanwhile", async () => {
    const other = createFileStore(directory, { durability: "process" });
    await other.append("log", [event(1)]);
    let overtaken = false;
    const slow: FileSystem = {
      ...nodeFileSystem,
      async link(existing, path) {
        if (!overtaken) {
          overtaken = true;
          for (let index = 2; index <= 9; index++) await other.append("log", [event(index)]);
          await other.trim("log", 7);
        }
        await nodeFileSystem.link(existing, path);
      },
    };
    const store = createFileStore(directory, { fileSystem: slow });
    await expect(store.append("log", [event(0)])).rejects.toMatchObject({ code: "storage", uncertain: true });
    expect(await values(store)).toEqual([7, 8, 9]);
    expect((await store.append("log", [event(10)])).sequence).toBe(10);
    expect(await fsck(directory)).toEqual({ ok: true, findings: [] });
  });

  it("goes on reading from what is kept when another process trims what it is about to read", async () => {
    const store = createFileStore(directory, { durability: "process" });
    for (let index = 1; index <= 9; index++) await store.append("log", [event(index)]);
    const seen: unknown[] = [];
    for await (const { data } of createFileStore(directory).read("log")) {
      seen.push(data);
      if (data === 2) await store.trim("log", 7);
    }
    expect(seen).toEqual([1, 2, 7, 8, 9]);
  });

  it("says so when the disk is full, stores nothing of it, stays readable, and goes on when there is room", async () => {
    const disk = new PowerLossFileSystem();
    const store = createFileStore("/store", { fileSystem: disk });
    await store.append("log", [event(1)]);
    const digest = await store.blobs.put(bytesOf("kept"));
    disk.free = 20;
    const full = await store.append("log", [event(2)]).catch((error: unknown) => error);
    expect(StorageError.isInstance(full)).toBe(true);
    expect(full).toMatchObject({ reason: "ENOSPC", uncertain: false });
    expect(String(full)).toContain(
      "no space is left on the disk. Nothing of it was written; what was stored stays readable",
    );
    disk.free = 20;
    await expect(store.blobs.put(bytesOf("more than twenty bytes of blob"))).rejects.toMatchObject({
      reason: "ENOSPC",
    });
    disk.free = 0;
    for (const each of [store, createFileStore("/store", { fileSystem: disk })]) {
      expect(await values(each)).toEqual([1]);
      expect(new TextDecoder().decode(await each.blobs.get(digest))).toBe("kept");
    }
    expect(await fsck(store)).toEqual({ ok: true, findings: [] });
    disk.free = 10_000;
    expect((await store.append("log", [event(2)])).sequence).toBe(2);
  });

  it("says that the outcome is not known when the disk fails after the commit got its name", async () => {
    let failing = false;
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      syncDirectory: (path) =>
        failing
          ? Promise.reject(Object.assign(new Error("disk"), { code: "EIO" }))
          : nodeFileSystem.syncDirectory(path),
    };
    const store = createFileStore(directory, { fileSystem });
    await store.append("log", [event(1)]);
    failing = true;
    await expect(store.append("log", [event(2)])).rejects.toMatchObject({ reason: "EIO", uncertain: true });
    failing = false;
    expect((await store.head("log")).sequence).toBe(2);
  });

  it("overwrites the key of an erased subject where it stands before it removes it", async () => {
    const overwritten: Uint8Array[] = [];
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      async overwrite(path, bytes) {
        await nodeFileSystem.overwrite(path, bytes);
        overwritten.push(await nodeFileSystem.readFile(path));
      },
    };
    const store = createFileStore(directory, { fileSystem });
    await store.blobs.put(bytesOf("private"), { subject: "ann" });
    // The first file holds the secret that subjects' names are turned into ids with.
    const [secret = "", name = ""] = (await readdir(join(directory, "keys"))).sort();
    const file = await stat(join(directory, "keys", name));
    expect(file.mode & 0o777).toBe(0o600);
    await store.erase("ann");
    expect(overwritten).toEqual([new Uint8Array(32)]);
    expect(await readdir(join(directory, "keys"))).toEqual([secret, name.replace(".key", ".erased")]);
  });

  it("leaves nothing of sealed bytes and no name of a subject on the disk", async () => {
    const store = createFileStore(directory);
    await store.blobs.put(bytesOf("very private words"), { subject: "ann@example.com" });
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      expect(entry.name).not.toContain("ann");
      if (entry.isFile())
        expect(await readFile(join(entry.parentPath, entry.name), "latin1")).not.toContain("very private words");
    }
  });

  it("makes blobs and commits read-only, and leaves no temporary files", async () => {
    const store = createFileStore(directory);
    await store.append("log", [event(1)]);
    await store.blobs.put(bytesOf("x"));
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && entry.name !== "head.json")
        expect((await stat(join(entry.parentPath, entry.name))).mode & 0o222).toBe(0);
    expect(await readdir(join(directory, "writing"))).toEqual([]);
  });

  it("removes old files that crashed writers have left, and leaves young ones, which may be in use", async () => {
    await createFileStore(directory).append("log", [event(1)]);
    for (const name of ["old", "young"]) await writeFile(join(directory, "writing", name), "half");
    await utimes(join(directory, "writing", "old"), 1, 1);
    await createFileStore(directory).append("log", [event(2)]);
    expect(await readdir(join(directory, "writing"))).toEqual(["young"]);
  });

  it("refuses to write after a newest commit that is damaged instead of forgetting it", async () => {
    await createFileStore(directory).append("log", [event(1)]);
    const path = join(directory, "logs", "log@", "000000000000001.jsonl");
    await rm(path);
    await writeFile(path, "torn");
    await expect(createFileStore(directory).append("log", [event(2)])).rejects.toSatisfy((error) =>
      DamagedError.isInstance(error),
    );
  });

  it("refuses options that it does not know", () => {
    const refused = expect.objectContaining({ code: "invalid-argument" });
    expect(() => createFileStore("")).toThrow(refused);
    const durability = "none" as "sync";
    expect(() => createFileStore(directory, { durability })).toThrow(InvalidArgumentError);
  });
});
