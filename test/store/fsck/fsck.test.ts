import { chmod, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appendSegment } from "../../../src/core/house.js";
import { createMemoryStore, DamagedError, type Store } from "../../../src/core/index.js";
import { type FileSystem, nodeFileSystem } from "../../../src/store/house.js";
import { createFileStore, type FsckFinding, fsck } from "../../../src/store/index.js";

let directory: string;
let store: Store;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "golden-pipeline-fsck-"));
  store = createFileStore(directory, { durability: "process" });
  for (let commit = 0; commit < 4; commit++)
    await store.append(
      "registry/late",
      [0, 1, 2].map((index) => ({ type: "counted", time: index, data: { commit, index } })),
    );
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const commit = (first: number): string => join("logs", "registry", "late@", `${String(first).padStart(15, "0")}.jsonl`);
const blob = (digest: string): string => join("blobs", "sha256", digest.slice(7, 9), digest.slice(9));

async function change(path: string, edit: (text: string) => string): Promise<void> {
  const full = join(directory, path);
  await chmod(full, 0o644);
  await writeFile(full, edit(await readFile(full, "latin1")), "latin1");
}

async function found(options?: Parameters<typeof fsck>[1]): Promise<readonly (readonly [string, string])[]> {
  return (await fsck(directory, options)).findings.map((finding: FsckFinding) => [finding.kind, finding.path ?? ""]);
}

describe("fsck of a file store", () => {
  it("finds nothing in a store that is as it was written, given as store or as directory", async () => {
    await appendSegment(store, "rows", [1, 2], { time: 0, subject: "ann" });
    expect(await fsck(directory)).toEqual({ ok: true, findings: [] });
    expect(await fsck(store)).toEqual({ ok: true, findings: [] });
  });

  it("names a newest commit that was cut anywhere as torn, also between two lines", async () => {
    const text = await readFile(join(directory, commit(10)), "utf8");
    const cuts = [
      0,
      10,
      text.length - 1,
      text.length - 20,
      text.indexOf("\n") + 1,
      text.trimEnd().lastIndexOf("\n") + 1,
    ];
    for (const length of cuts) {
      await change(commit(10), () => text.slice(0, length));
      expect(await found()).toEqual([["torn", commit(10)]]);
      const events: number[] = [];
      const reading = (async () => {
        for await (const { sequence } of createFileStore(directory).read("registry/late")) events.push(sequence);
      })();
      await expect(reading).rejects.toSatisfy((error) => DamagedError.isInstance(error));
      expect(events).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
  });

  it("names an older commit that was cut as truncated", async () => {
    await truncate(join(directory, commit(4)), 100);
    expect(await found()).toEqual([["truncated", commit(4)]]);
  });

  it("names every commit with a changed byte as edited", async () => {
    const text = await readFile(join(directory, commit(4)), "latin1");
    for (let position = 0; position < text.length - 1; position += 13) {
      const byte = text.charCodeAt(position) === 48 ? "1" : "0";
      await change(commit(4), () => text.slice(0, position) + byte + text.slice(position + 1));
      const findings = await found();
      expect(findings).toHaveLength(1);
      expect(["edited", "truncated"]).toContain(findings[0]?.[0]);
      expect(findings[0]?.[1]).toBe(commit(4));
    }
  });

  it("sees a commit that was replaced by one that is whole but of another past", async () => {
    const other = await mkdtemp(join(tmpdir(), "golden-pipeline-fsck-other-"));
    const forged = createFileStore(other, { durability: "process" });
    await forged.append(
      "registry/late",
      [1, 2, 3].map((data) => ({ type: "counted", time: 0, data })),
    );
    const bytes = await readFile(join(other, commit(1)), "latin1");
    await rm(other, { recursive: true });
    await change(commit(1), () => bytes);
    // The forged commit is whole; what shows it is the commit after it.
    expect(await found()).toEqual([["edited", commit(4)]]);
  });

  it("names missing commits, and reading or continuing the log does not hide them", async () => {
    await rm(join(directory, commit(4)));
    expect(await found()).toEqual([["missing", commit(4)]]);
    const reading = (async () => {
      for await (const _ of createFileStore(directory).read("registry/late"));
    })();
    await expect(reading).rejects.toSatisfy((error) => DamagedError.isInstance(error));
    expect((await createFileStore(directory).head("registry/late")).sequence).toBe(12);
  });

  it("cannot see by itself that the newest events are gone, but can by an anchor", async () => {
    const head = await store.head("registry/late");
    const anchors = [{ log: "registry/late", sequence: head.sequence, hash: String(head.hash) }];
    expect(await found({ anchors })).toEqual([]);
    await rm(join(directory, commit(10)));
    expect(await found()).toEqual([]);
    expect(await found({ anchors })).toEqual([["head-rolled-back", join("logs", "registry", "late@")]]);
    // Whoever rolls back and writes on is seen by the hash.
    await createFileStore(directory).append(
      "registry/late",
      [1, 2, 3].map((data) => ({ type: "forged", time: 0, data })),
    );
    expect(await found({ anchors })).toEqual([["edited", join("logs", "registry", "late@")]]);
    await rm(join(directory, "logs"), { recursive: true });
    expect(await found({ anchors })).toEqual([["head-rolled-back", join("logs", "registry", "late@")]]);
  });

  it("takes trimmed events for trimmed, not for missing", async () => {
    await store.trim("registry/late", 8);
    expect(await found()).toEqual([]);
    expect(await found({ anchors: [{ log: "registry/late", sequence: 2, hash: "sha256:old" }] })).toEqual([]);
    await rm(join(directory, commit(7)));
    expect((await found())[0]?.[0]).toBe("missing");
  });

  it("names blobs that are edited, truncated, or missing though an event refers to them", async () => {
    const [edited, cut, gone] = await Promise.all(
      [1, 2, 3].map((value) => appendSegment(store, "rows", [value, "more rows"], { time: 0 })),
    );
    await change(blob(edited?.blob ?? ""), (text) => text.replace("m", "M"));
    await change(blob(cut?.blob ?? ""), (text) => text.slice(0, 5));
    await rm(join(directory, blob(gone?.blob ?? "")));
    const expected = [
      ["edited", blob(edited?.blob ?? "")],
      ["missing", blob(gone?.blob ?? "")],
      ["truncated", blob(cut?.blob ?? "")],
    ];
    expect([...(await found())].sort()).toEqual(expected);
    // Putting the right bytes again heals.
    for (const value of [1, 2, 3]) await appendSegment(store, "rows", [value, "more rows"], { time: 0 });
    expect(await found()).toEqual([]);
  });

  it("tells an erased subject from a lost or damaged key", async () => {
    const [ann, ben, cai] = await Promise.all(
      ["ann", "ben", "cai"].map((subject) => appendSegment(store, "rows", ["private"], { time: 0, subject })),
    );
    await store.erase("ann");
    expect(await found()).toEqual([["erased", blob(ann?.blob ?? "")]]);
    const keys = (await readdir(join(directory, "keys")))
      .filter((name) => name.endsWith(".key") && !name.startsWith("000"))
      .sort();
    expect(keys).toHaveLength(2);
    await rm(join(directory, "keys", keys[0] ?? ""));
    await change(join("keys", keys[1] ?? ""), (text) => `${text.slice(1)}x`);
    const kinds = (await found()).map(([kind]) => kind).sort();
    expect(kinds).toEqual(["edited", "erased", "missing"]);
    for (const segment of [ben, cai])
      await expect(store.blobs.get(segment?.blob ?? "sha256:")).rejects.toSatisfy((error) =>
        DamagedError.isInstance(error),
      );
  });

  it("opens every seal of a blob of several subjects, and tells of an envelope that was cut", async () => {
    const { blob: digest } = await appendSegment(store, "rows", ["a", "b", "c"], {
      time: 0,
      subjects: ["ann", "ben", undefined],
    });
    expect(await found()).toEqual([]);
    await store.erase("ann");
    expect(await fsck(directory)).toMatchObject({
      ok: true,
      findings: [
        { kind: "erased", reference: digest, path: blob(digest), message: "sealed for a subject who was erased" },
      ],
    });
    const whole = await readFile(join(directory, blob(digest)), "latin1");
    await change(blob(digest), (text) => text.slice(0, -1));
    expect(await found()).toEqual([["truncated", blob(digest)]]);
    await change(blob(digest), () => `${whole.slice(0, -1)}#`);
    expect(await found()).toEqual([["edited", blob(digest)]]);
  });

  it("names the lost secret of the subjects' names: without it erasing would find no key", async () => {
    await appendSegment(store, "rows", ["private"], { time: 0, subject: "ann" });
    const secret = join("keys", `${"0".repeat(64)}.key`);
    await rm(join(directory, secret));
    expect(await found()).toEqual([["missing", secret]]);
  });

  it("names what crashed writes have left", async () => {
    await writeFile(join(directory, "writing", "left"), "half");
    expect(await found()).toEqual([["orphan-temp", join("writing", "left")]]);
    expect((await fsck(directory)).ok).toBe(true);
  });

  it("takes commits that are trimmed while it reads for trimmed, not for cut", async () => {
    let trimmed = false;
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      async readFile(path) {
        if (path.endsWith(commit(4)) && !trimmed) {
          trimmed = true;
          await store.trim("registry/late", 8);
        }
        return nodeFileSystem.readFile(path);
      },
    };
    expect(await fsck(directory, { fileSystem })).toEqual({ ok: true, findings: [] });
    expect(trimmed).toBe(true);
  });
});

describe("fsck of another store", () => {
  it("reads events and blobs through the store alone", async () => {
    const memory = createMemoryStore();
    const { hash } = await memory.append("log", [
      { type: "made", time: 0, data: { blob: `sha256:${"0".repeat(64)}` } },
    ]);
    const segment = await appendSegment(memory, "log", [1], { time: 0, subject: "ann" });
    await memory.erase("ann");
    const anchors = [
      { log: "log", sequence: 1, hash: String(hash) },
      { log: "log", sequence: 9, hash: "sha256:gone" },
    ];
    const { ok, findings } = await fsck(memory, { anchors });
    expect(ok).toBe(false);
    expect(findings.map(({ kind, reference }) => [kind, reference])).toEqual([
      ["head-rolled-back", "log@9"],
      ["missing", `sha256:${"0".repeat(64)}`],
      ["erased", segment.blob],
    ]);
  });
});
