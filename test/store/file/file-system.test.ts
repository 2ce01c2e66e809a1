import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nodeFileSystem } from "../../../src/store/house.js";

let directory: string;
let path: string;
/** What reached the disk, in order. */
let calls: string[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "golden-pipeline-file-system-"));
  path = join(directory, "file");
  calls = [];
  const handle = await open(directory, "r");
  const prototype = Object.getPrototypeOf(handle) as Pick<typeof handle, "sync" | "write" | "writeFile">;
  await handle.close();
  for (const name of ["sync", "write", "writeFile"] as const) {
    const real = prototype[name];
    vi.spyOn(prototype, name).mockImplementation(function (this: typeof handle, ...given: unknown[]) {
      calls.push(name);
      return Reflect.apply(real, this, given);
    });
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true, force: true });
});

describe("nodeFileSystem", () => {
  it("syncs a file after its bytes are written when it is asked to, and only then", async () => {
    await nodeFileSystem.writeFile(path, new TextEncoder().encode("kept"), { mode: 0o600, sync: true });
    expect(calls).toEqual(["writeFile", "sync"]);
    expect(await readFile(path, "utf8")).toBe("kept");
    calls.length = 0;
    await nodeFileSystem.writeFile(path, new TextEncoder().encode("other"), { mode: 0o600, sync: false });
    expect(calls).toEqual(["writeFile"]);
  });

  it("syncs what it overwrites, in place", async () => {
    await nodeFileSystem.writeFile(path, new TextEncoder().encode("secret!"), { mode: 0o600, sync: false });
    calls.length = 0;
    await nodeFileSystem.overwrite(path, new Uint8Array(6));
    expect(calls).toEqual(["write", "sync"]);
    expect(await readFile(path, "utf8")).toBe("\0\0\0\0\0\0!");
  });

  it("syncs the names of a directory", async () => {
    await nodeFileSystem.syncDirectory(directory);
    expect(calls).toEqual(["sync"]);
  });
});
