import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidArgumentError, SourceError } from "golden-pipeline";
import { type DvcRemote, readDvc, runDvcStage, s3DvcRemote, writeDvcFiles } from "golden-pipeline/adapters/dvc";
import { ServiceError } from "golden-pipeline/ports";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeS3 } from "../s3/fake-s3.js";
import { openClient } from "../s3/s3-checks.js";

const top = mkdtempSync(join(tmpdir(), "golden-pipeline-dvc-"));
let server: Awaited<ReturnType<typeof fakeS3>>;
beforeAll(async () => {
  server = await fakeS3("models");
});
afterAll(async () => {
  rmSync(top, { recursive: true });
  await server.close();
});

let count = 0;
/** A repository and a second clone of it, which shares what Git would bring. */
function repositoryOf(remote: DvcRemote) {
  const folder = join(top, String(++count));
  mkdirSync(join(folder, ".dvc"), { recursive: true });
  return { here: { folder, remote }, elsewhere: { folder, remote, cache: join(top, `${count}-cache`) } };
}

/** A remote that counts what is written. */
function memoryRemote() {
  const objects = new Map<string, Uint8Array>();
  const written: string[] = [];
  const remote: DvcRemote = {
    kind: "dvc-remote",
    name: "memory://remote",
    get: async (object) => objects.get(object),
    size: async (object) => objects.get(object)?.length,
    async put(object, bytes) {
      written.push(object);
      objects.set(object, bytes);
    },
  };
  return { objects, written, remote };
}

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const encode = (words: string) => new TextEncoder().encode(words);
const files = [
  ["a.csv", encode("1\n")],
  ["in/b.csv", encode("2\n")],
] as const;

describe("a remote that is no folder", () => {
  it("takes files and the listing of their folder, the listing last, each once", async () => {
    const { written, remote } = memoryRemote();
    const { here } = repositoryOf(remote);
    await writeDvcFiles(here, "data", files);
    await writeDvcFiles(here, "again", files);
    expect(written.length).toBe(3);
    expect(written.every((name) => /^files\/md5\/[0-9a-f]{2}\/[0-9a-f]{30}(\.dir)?$/.test(name))).toBe(true);
    expect(written.at(-1)).toMatch(/\.dir$/);
  });

  it("gives what the cache lacks, and brings it into the cache where a path is asked for", async () => {
    const { here, elsewhere } = repositoryOf(memoryRemote().remote);
    await writeDvcFiles(here, "data", files);
    const read = await readDvc(elsewhere, "data");
    expect(await Promise.all(read.files.map(async (file) => [file.name, text(await file.bytes())]))).toEqual([
      ["a.csv", "1\n"],
      ["in/b.csv", "2\n"],
    ]);
    expect(existsSync(elsewhere.cache)).toBe(false);
    const path = (await read.files[1]?.locate()) ?? "";
    expect(path.startsWith(elsewhere.cache)).toBe(true);
    expect(readFileSync(path, "utf8")).toBe("2\n");
  });

  it("takes the outputs of a stage", async () => {
    const { here, elsewhere } = repositoryOf(memoryRemote().remote);
    const stage = { name: "train", command: "true", outputs: ["model.bin", "logs"] };
    await runDvcStage(here, stage, () => {
      mkdirSync(join(here.folder, "logs"));
      writeFileSync(join(here.folder, "logs", "1"), "tree");
      writeFileSync(join(here.folder, "model.bin"), "made");
    });
    expect(text(await (await readDvc(elsewhere, "model.bin")).files[0]?.bytes())).toBe("made");
    expect(text(await (await readDvc(elsewhere, "logs")).files[0]?.bytes())).toBe("tree");
  });

  it("with a damaged or a missing object is told by its name, and a cut one is written anew", async () => {
    const { objects, remote } = memoryRemote();
    const { here, elsewhere } = repositoryOf(remote);
    await writeDvcFiles(here, "notes", encode("windy"));
    const [object = ""] = objects.keys();
    objects.set(object, encode("calm"));
    const read = async () => (await readDvc(elsewhere, "notes")).files[0]?.bytes();
    await expect(read()).rejects.toSatisfy((error) => SourceError.isInstance(error));
    await expect(read()).rejects.toThrow(`${object} in memory://remote of 4 bytes`);
    await writeDvcFiles(here, "notes", encode("windy"));
    expect(text(await read())).toBe("windy");
    objects.clear();
    await expect(read()).rejects.toThrow(/or memory:\/\/remote, got nothing/);
  });

  it("that cannot be one is refused", async () => {
    const remote = { name: "a" };
    // @ts-expect-error It is none.
    await expect(writeDvcFiles({ folder: top, remote }, "a", encode("a"))).rejects.toThrow(InvalidArgumentError);
    expect(() => s3DvcRemote(openClient(server.url), { bucket: "" })).toThrow("`bucket` to be text");
    // @ts-expect-error No client.
    expect(() => s3DvcRemote({}, { bucket: "models" })).toThrow("an S3Client of @aws-sdk/client-s3");
  });
});

describe("a remote in S3", () => {
  it("has its objects below the path of its url", async () => {
    const client = openClient(server.url);
    for (const path of [undefined, "dvc/store/"]) {
      const remote = s3DvcRemote(client, { bucket: "models", ...(path !== undefined && { path }) });
      expect(remote.name).toBe(path === undefined ? "s3://models" : "s3://models/dvc/store");
      const { here, elsewhere } = repositoryOf(remote);
      await writeDvcFiles(here, "notes", encode("windy"));
      expect(text(await (await readDvc(elsewhere, "notes")).files[0]?.bytes())).toBe("windy");
      const name = "files/md5/a9/none";
      expect(await remote.get(name)).toBeUndefined();
      expect(await remote.size(name)).toBeUndefined();
    }
    client.destroy();
  });

  it("that does not answer or refuses says so, and tracks nothing", async () => {
    const nobody = openClient("http://127.0.0.1:1", { maxAttempts: 1 });
    const stranger = openClient(server.url, {
      credentials: { accessKeyId: "nobody", secretAccessKey: "secret-words" },
    });
    for (const [client, message] of [
      [nobody, /s3:\/\/models to answer .*ECONNREFUSED/],
      [stranger, /status 403.*what the client's credentials may do/],
    ] as const) {
      const { here } = repositoryOf(s3DvcRemote(client, { bucket: "models" }));
      const error = await writeDvcFiles(here, "notes", encode("calm")).catch((thrown: unknown) => thrown);
      expect(error).toSatisfy((thrown) => ServiceError.isInstance(thrown));
      expect(String(error)).toMatch(message);
      expect(String(error)).not.toContain("secret-words");
      expect(existsSync(join(here.folder, "notes.dvc"))).toBe(false);
      client.destroy();
    }
  });
});
