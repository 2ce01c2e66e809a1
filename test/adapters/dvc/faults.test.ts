import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { SourceError, StateError } from "golden-pipeline";
import { readDvc, runDvcStage, writeDvcFiles } from "golden-pipeline/adapters/dvc";
import { afterAll, describe, expect, it } from "vitest";

const top = mkdtempSync(join(tmpdir(), "golden-pipeline-dvc-"));
afterAll(() => rmSync(top, { recursive: true }));
let count = 0;
function emptyRepository() {
  const name = String(++count);
  mkdirSync(join(top, name, ".dvc"), { recursive: true });
  const folder = join(top, name);
  return { folder, remote: join(top, `${name}-remote`), at: (path: string) => join(folder, path) };
}
const plain = ({ folder, remote }: { readonly folder: string; readonly remote: string }) => ({ folder, remote });
const encode = (text: string) => new TextEncoder().encode(text);
function objectsOf(store: string): readonly string[] {
  return readdirSync(store, { recursive: true, encoding: "utf8" })
    .map((name) => join(store, name))
    .filter((path) => /[0-9a-f]{30}(?:\.dir)?$/.test(path));
}

describe("what was written", () => {
  it("is read back byte for byte, whatever the names and the bytes", async () => {
    const part = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
      .filter((name) => !/[/\\\0]|^\.{1,2}$|\p{Surrogate}/u.test(name));
    const tree = fc.dictionary(
      fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/")),
      fc.uint8Array({ maxLength: 50 }),
      { maxKeys: 8, noNullPrototype: true },
    );
    await fc.assert(
      fc.asyncProperty(tree, async (files) => {
        const names = Object.keys(files);
        fc.pre(!names.some((name) => names.some((other) => other.startsWith(`${name}/`))));
        const repository = plain(emptyRepository());
        await writeDvcFiles(repository, "data/tree", Object.entries(files));
        for (const from of [{ folder: repository.folder }, { ...repository, cache: join(top, "none") }]) {
          const output = await readDvc(from, "data/tree");
          const read = await Promise.all(output.files.map(async (file) => [file.name, await file.bytes()]));
          expect(new Map(read as [string, Uint8Array][])).toEqual(new Map(Object.entries(files)));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("reading", () => {
  const repository = emptyRepository();
  const read = (path: string) => readDvc({ folder: repository.folder }, path);
  const error = async (text: string) => {
    writeFileSync(repository.at("x.dvc"), text);
    const caught: unknown = await read("x").catch((caught) => caught);
    expect(SourceError.isInstance(caught)).toBe(true);
    return (caught as Error).message.replaceAll(repository.folder, "FOLDER");
  };

  it("says what to do about another hash, another kind of tracking and broken files", async () => {
    const md5 = "0".repeat(31);
    expect(await error(`outs:\n- md5: a${md5}\n  path: x\n`)).toContain("run `dvc cache migrate --dvc-files`");
    expect(await error(`outs:\n- sha256: a${md5}\n  hash: sha256\n  path: x\n`)).toContain("got sha256");
    expect(await error("outs:\n- path: x\n")).toContain("got none: run `dvc commit`");
    expect(await error(`outs:\n- path: x\n  files: []\n`)).toContain("versions that a cloud keeps");
    expect(await error("outs: [")).toContain("to be YAML");
    expect(await error("outs: []\n")).toContain("Expected one output in x.dvc, got 0");
    writeFileSync(repository.at("x.dvc"), `outs:\n- md5: a${md5}\n  hash: md5\n  path: x\n`);
    await expect((await read("x")).files[0]?.bytes()).rejects.toThrow("got nothing. `dvc fetch` brings it");
  });

  it("says what is not tracked at all", async () => {
    await expect(read("nowhere/y")).rejects.toThrow("Expected nowhere/y.dvc, or an output nowhere/y in a dvc.lock,");
  });
});

describe("a torn or edited object", () => {
  it("is never read: the remote's stands in for the cache's, and without one the error names it; writing anew mends it", async () => {
    const repository = plain(emptyRepository());
    await writeDvcFiles(repository, "a.txt", encode("whole"));
    const [cached] = objectsOf(join(repository.folder, ".dvc", "cache"));
    chmodSync(cached ?? "", 0o644);
    truncateSync(cached ?? "", 2);
    const [file] = (await readDvc(repository, "a.txt")).files;
    expect(await file?.bytes()).toEqual(encode("whole"));
    expect(await file?.locate()).toContain(repository.remote);
    const [alone] = (await readDvc({ folder: repository.folder }, "a.txt")).files;
    await expect(alone?.bytes()).rejects.toThrow(
      /Expected a\.txt to have md5 .* of 2 bytes .* Remove it, then `dvc pull`/,
    );
    await expect(alone?.locate()).rejects.toThrow(SourceError);
    await writeDvcFiles(repository, "a.txt", encode("whole"));
    expect(await alone?.bytes()).toEqual(encode("whole"));
  });

  it("is refused where it is the listing of a folder, and so is one that leads out of it", async () => {
    const repository = plain(emptyRepository());
    await writeDvcFiles(repository, "a", [["b", encode("c")]]);
    for (const path of [repository.remote, join(repository.folder, ".dvc", "cache")].flatMap(objectsOf))
      if (path.endsWith(".dir")) {
        chmodSync(path, 0o644);
        writeFileSync(path, "[]");
      }
    await expect(readDvc(repository, "a")).rejects.toThrow("the object is damaged");
    const listing = `[{"md5": "${"a".repeat(32)}", "relpath": "../b"}]`;
    const { md5 } = await writeDvcFiles(repository, "listing", encode(listing));
    const path = join(repository.remote, "files", "md5", md5.slice(0, 2), `${md5.slice(2)}.dir`);
    writeFileSync(path, listing);
    writeFileSync(join(repository.folder, "e.dvc"), `outs:\n- md5: ${md5}.dir\n  hash: md5\n  path: e\n`);
    await expect(readDvc(repository, "e")).rejects.toThrow("is no path within the folder");
  });
});

describe("writing", () => {
  it("leaves what is tracked as it was when the disk refuses, and leaves no litter", async () => {
    const repository = plain(emptyRepository());
    await writeDvcFiles(repository, "a", [["b", encode("old")]]);
    const before = readFileSync(join(repository.folder, "a.dvc"), "utf8");
    const objects = objectsOf(repository.folder);
    // A limit on the size of files refuses a write in its middle, as a full disk does.
    const script = `import { writeDvcFiles } from "./src/adapters/dvc/index.js";
      const error = await writeDvcFiles(${JSON.stringify(repository)}, "a", [["b", new Uint8Array(1 << 20)]]).catch((error) => error);
      console.log(error.code, error.reason, error.uncertain);`;
    const file = join(top, "refused.mts");
    writeFileSync(file, script.replace("./src", join(process.cwd(), "src")));
    const words = ["-c", 'ulimit -f 512; exec "$0" --import tsx "$1"', process.execPath, file];
    expect(execFileSync("sh", words, { encoding: "utf8" })).toBe("storage EFBIG false\n");
    expect(readFileSync(join(repository.folder, "a.dvc"), "utf8")).toBe(before);
    expect(readFileSync(join(repository.folder, "a", "b"), "utf8")).toBe("old");
    expect(objectsOf(repository.folder)).toEqual(objects);
    const names = [repository.folder, repository.remote].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }),
    );
    expect(names.filter((name) => String(name).endsWith(".tmp"))).toEqual([]);
  });

  it("takes no place of what nobody tracks, and asks for `dvc init`", async () => {
    const repository = plain(emptyRepository());
    writeFileSync(join(repository.folder, "mine"), "precious");
    await expect(writeDvcFiles(repository, "mine", encode("x"))).rejects.toThrow(StateError);
    expect(readFileSync(join(repository.folder, "mine"), "utf8")).toBe("precious");
    await expect(writeDvcFiles({ folder: top }, "a", encode("x"))).rejects.toThrow("run `dvc init` there");
    for (const path of ["../a", "/a", "a.dvc", "a//b", ".git/a"])
      await expect(writeDvcFiles(repository, path, encode("x"))).rejects.toMatchObject({ code: "invalid-argument" });
    const twice = [
      ["a", encode("")],
      ["a/b", encode("")],
    ] as const;
    await expect(writeDvcFiles(repository, "t", twice)).rejects.toThrow("a as a file and as the folder of a/b");
  });

  it("tells Git to pass over the data, once", async () => {
    const repository = plain(emptyRepository());
    mkdirSync(join(repository.folder, ".git"));
    for (const text of ["1", "2"]) await writeDvcFiles(repository, "data/a b.txt", encode(text));
    expect(readFileSync(join(repository.folder, "data", ".gitignore"), "utf8")).toBe("/a\\ b.txt\n");
  });
});

describe("a stage", () => {
  const stage = { name: "s", command: "make", dependencies: ["in"], outputs: ["out"] };

  it("records nothing when a dependency changes while it runs, an output is missing, or it fails", async () => {
    const { folder } = emptyRepository();
    const at = (name: string) => join(folder, name);
    const run = (work: () => void) => runDvcStage({ folder }, stage, work);
    await expect(run(() => undefined)).rejects.toThrow("Expected the dependency in");
    writeFileSync(at("in"), "1");
    await expect(run(() => writeFileSync(at("in"), "2"))).rejects.toThrow("Expected in to stay as before the run");
    await expect(run(() => undefined)).rejects.toThrow("Expected the output out, got none");
    const failure = new Error("as it was thrown");
    const fail = () => {
      throw failure;
    };
    await expect(run(fail)).rejects.toBe(failure);
    expect([existsSync(at("dvc.yaml")), existsSync(at("dvc.lock"))]).toEqual([false, false]);
  });

  it("refuses a folder whose files depend on patterns, a template and a parameter that is not there", async () => {
    const { folder } = emptyRepository();
    mkdirSync(join(folder, "in"));
    writeFileSync(join(folder, ".dvcignore"), "# DVC's own\n*.tmp\n");
    await expect(runDvcStage({ folder }, stage, () => undefined)).rejects.toThrow("Expected no patterns in .dvcignore");
    const template = { ...stage, command: ["make $", "{x}"].join("") };
    await expect(runDvcStage({ folder }, template, () => undefined)).rejects.toThrow("which DVC would fill in");
    const unknown = { ...stage, dependencies: [], parameters: { "params.yaml": ["a.b"] } };
    await expect(runDvcStage({ folder }, unknown, () => undefined)).rejects.toThrow("Expected the parameter a.b");
  });
});
