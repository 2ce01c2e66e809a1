import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import fc from "fast-check";
import { createMemoryStore, pipeline } from "golden-pipeline";
import {
  dvcSource,
  readDvc,
  runDvcStage,
  s3DvcRemote,
  writeDvcDataset,
  writeDvcFiles,
} from "golden-pipeline/adapters/dvc";
import { ingest, jsonLinesSource } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { accessKeyId, secretAccessKey } from "../../adapters/s3/fake-s3.js";
import { openClient } from "../../adapters/s3/s3-checks.js";
import { factsOf } from "../facts-of.js";

const facts = factsOf("dvc");
const top = facts.text("folder");
const environment = {
  ...process.env,
  DVC_NO_ANALYTICS: "1",
  DVC_SITE_CACHE_DIR: join(top, "site"),
  HOME: top,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_DEFAULT_REGION: "us-east-1",
};

let count = 0;
/** A folder after `dvc init`, with a remote. */
function repositoryOf(remote = join(top, `remote-${count}`)) {
  const folder = join(top, `repository-${count++}`);
  mkdirSync(folder);
  const dvc = (...words: readonly string[]) =>
    execFileSync(facts.text("dvc"), words, { cwd: folder, env: environment, encoding: "utf8", stdio: "pipe" });
  dvc("init", "--no-scm", "--quiet");
  dvc("remote", "add", "--quiet", "--default", "r", remote);
  if (remote.startsWith("s3:")) dvc("remote", "modify", "--quiet", "r", "endpointurl", facts.text("s3"));
  const at = (path: string) => join(folder, path);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  return { folder, remote, files: { folder, remote }, dvc, at, write };
}

/** What Git would bring to another machine. */
function cloneOf({ folder, remote }: { readonly folder: string; readonly remote: string }) {
  const clone = repositoryOf(remote);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (!name.startsWith(".dvc") && /(?:\.dvc|dvc\.yaml|dvc\.lock|params\.yaml)$/.test(name)) {
      mkdirSync(dirname(clone.at(name)), { recursive: true });
      cpSync(join(folder, name), clone.at(name));
    }
  return clone;
}

const upToDate = "Data and pipelines are up to date.";
const encode = (text: string) => new TextEncoder().encode(text);

/** A command of Python's takes a second, and several where the machine is busy. */
const patience = { timeout: 300_000 };

describe("DVC itself", patience, () => {
  it("finds nothing to do where we wrote, and pulls it in an empty clone: files, folders, names of all kinds", async () => {
    const here = repositoryOf();
    const names = ["Zürich/été 1.csv", "𝒳 y/￮.csv", 'tab\t"quote".csv', "a/b/c", "empty", "#x", "-", "x.dvc"];
    const files = new Map(names.map((name, index) => [name, encode(name.repeat(index))]));
    await writeDvcFiles(here.files, "data/all kinds", files, { meta: { day: "2001-01-01", one: "1_000", yes: "yes" } });
    await writeDvcFiles(here.files, "weather.csv", encode("date,wind\n"), {
      type: "dataset",
      description: "of Seattle",
    });
    await writeDvcFiles(here.files, "nothing", []);
    expect(here.dvc("status")).toContain(upToDate);
    const clone = cloneOf(here);
    clone.dvc("pull");
    expect(clone.dvc("status")).toContain(upToDate);
    for (const [name, bytes] of files)
      expect(new Uint8Array(readFileSync(clone.at(`data/all kinds/${name}`)))).toEqual(bytes);
    expect(readFileSync(clone.at("weather.csv"), "utf8")).toBe("date,wind\n");
    // Written anew, it is the same; DVC's own eye finds what is edited.
    clone.dvc("commit", "--force");
    expect(await readDvc(clone.files, "data/all kinds")).toMatchObject({
      meta: { day: "2001-01-01", one: "1_000", yes: "yes" },
    });
    chmodSync(clone.at("weather.csv"), 0o644);
    writeFileSync(clone.at("weather.csv"), "date\n");
    expect(clone.dvc("status")).toMatch(/modified:\s+weather\.csv/);
  });

  it("is read back byte for byte: what it added and pushed, from its cache or from its remote alone", async () => {
    const segment = fc
      .string({ unit: fc.constantFrom(..."ab é𝒳￮'\"\t#&%{}[]"), minLength: 1, maxLength: 6 })
      .filter((name) => name.trim() === name);
    const tree = fc.dictionary(segment, fc.uint8Array({ maxLength: 20 }), { minKeys: 1, maxKeys: 6 });
    for (const files of fc.sample(tree, { numRuns: 3, seed: 8 })) {
      const here = repositoryOf();
      mkdirSync(here.at("data/in"), { recursive: true });
      for (const [name, bytes] of Object.entries(files))
        for (const path of [name, `in/${name}`]) writeFileSync(here.at(`data/${path}`), bytes);
      here.dvc("add", "--quiet", "data");
      here.dvc("push", "--quiet");
      const wanted = Object.entries(files).flatMap(
        ([name, bytes]) =>
          [
            [name, bytes],
            [`in/${name}`, bytes],
          ] as const,
      );
      for (const repository of [{ folder: here.folder }, { ...here.files, cache: join(top, "no-cache") }]) {
        const output = await readDvc(repository, "data.dvc");
        const read = await Promise.all(output.files.map(async ({ name, bytes }) => [name, await bytes()] as const));
        expect(new Map(read)).toEqual(new Map(wanted));
      }
    }
  });

  it("reproduces nothing after a run of ours, sees another parameter and another dependency, and its own run is read back", async () => {
    const here = repositoryOf();
    here.write("params.yaml", "train:\n  rate: 1.0\n  start: '2001-01-01'\n  tiny: 1e-7\nseed: 12345678901234567890\n");
    here.write("other.yaml", "depth: 3 # levels\n");
    await writeDvcFiles(
      here.files,
      "data",
      new Map([
        ["a b.csv", encode("1\n")],
        ["é/c.csv", encode("2\n")],
      ]),
    );
    const stage = {
      name: "train",
      command: "mkdir -p model && cat data/*.csv params.yaml > model/bytes && echo 1_000 > '2001-01-01'",
      dependencies: ["data"],
      parameters: { "params.yaml": ["train.rate", "train.start", "train.tiny", "seed"], "other.yaml": ["depth"] },
      outputs: ["model", "2001-01-01"],
    };
    await runDvcStage(here.files, stage, () => void execFileSync("sh", ["-c", stage.command], { cwd: here.folder }));
    expect(here.dvc("status")).toContain(upToDate);
    expect(here.dvc("repro")).toContain("didn't change, skipping");
    const clone = cloneOf(here);
    cpSync(here.at("other.yaml"), clone.at("other.yaml"));
    clone.dvc("pull");
    expect(clone.dvc("repro")).toContain("didn't change, skipping");
    expect(readFileSync(clone.at("model/bytes"))).toEqual(readFileSync(here.at("model/bytes")));

    writeFileSync(here.at("other.yaml"), "depth: 4\n");
    expect(here.dvc("status")).toMatch(/modified:\s+depth/);
    writeFileSync(here.at("other.yaml"), "depth: 3\n");
    expect(here.dvc("status")).toContain(upToDate);
    await writeDvcFiles(here.files, "data", new Map([["a b.csv", encode("3\n")]]));
    expect(here.dvc("status")).toMatch(/modified:\s+data/);
    expect(here.dvc("repro")).toContain("Running stage 'train'");
    const [bytes] = (await readDvc(here.files, "model")).files;
    expect(new TextDecoder().decode(await bytes?.bytes())).toMatch(/^3\n/);
  });

  it("brings a dataset to another machine, where it is ingested and validated as the same version", async () => {
    const days = contract("days", z.object({ date: z.date(), wind: z.number(), calm: z.boolean().nullable() }));
    const landing = pipeline("days", ingest(days)).pipe(validate());
    const rows = Array.from({ length: 50 }, (_, day) => ({
      date: new Date(86_400_000 * day),
      wind: day / 7,
      calm: day % 3 ? day % 3 === 1 : null,
    }));
    const dataset = await landing(rows, { store: createMemoryStore() });
    const here = repositoryOf();
    await writeDvcDataset(here.files, "days", dataset);
    expect(here.dvc("status")).toContain(upToDate);
    const clone = cloneOf(here);
    clone.dvc("pull");
    expect(existsSync(clone.at("days/rows-00000.jsonl"))).toBe(true);
    const output = await readDvc(clone.files, "days");
    const source = await dvcSource(
      output,
      (path, name) => jsonLinesSource(path, { name }),
      (file) => file.name.endsWith(".jsonl"),
    );
    const again = await landing(source, { store: createMemoryStore() });
    expect(again.version).toBe(dataset.version);
    expect(output.meta).toMatchObject({ "golden-pipeline": { version: dataset.version, rows: 50 } });
  });
});

describe("DVC itself with a remote in S3", patience, () => {
  const client = openClient(facts.text("s3"));
  const remote = s3DvcRemote(client, { bucket: "models", path: "dvc/store" });
  beforeAll(async () => {
    await client.send(new CreateBucketCommand({ Bucket: "models" }));
  });

  it("pulls in an empty clone what we wrote: a file, a folder, the outputs of a stage, and has nothing to push or to do", async () => {
    const here = repositoryOf(remote.name);
    const repository = { folder: here.folder, remote };
    const names = ["Zürich/été 1.csv", "a/b", "empty"];
    await writeDvcFiles(
      repository,
      "data",
      names.map((name, index) => [name, encode(name.repeat(index))] as const),
    );
    await writeDvcFiles(repository, "weather.csv", encode("date,wind\n"));
    const stage = {
      name: "train",
      command: "cat weather.csv > model",
      dependencies: ["weather.csv"],
      outputs: ["model"],
    };
    await runDvcStage(repository, stage, () => cpSync(here.at("weather.csv"), here.at("model")));
    expect(here.dvc("status")).toContain(upToDate);
    expect(here.dvc("status", "--cloud")).toContain("Cache and remote 'r' are in sync.");
    expect(here.dvc("push")).toContain("Everything is up to date.");
    const clone = cloneOf({ folder: here.folder, remote: remote.name });
    clone.dvc("pull");
    expect(clone.dvc("status")).toContain(upToDate);
    expect(clone.dvc("repro")).toContain("didn't change, skipping");
    for (const [index, name] of names.entries())
      expect(readFileSync(clone.at(`data/${name}`), "utf8")).toBe(name.repeat(index));
    expect(readFileSync(clone.at("model"), "utf8")).toBe("date,wind\n");
  });

  it("has what it pushed read back from the remote alone, folders too", async () => {
    const here = repositoryOf(remote.name);
    here.write("data/one.csv", "1\n");
    here.write("data/in/two.csv", "2\n");
    here.write("notes.txt", "pushed");
    here.dvc("add", "--quiet", "data", "notes.txt");
    here.dvc("push", "--quiet");
    const repository = { folder: here.folder, remote, cache: join(top, "no-cache-of-s3") };
    const { files } = await readDvc(repository, "data");
    const read = await Promise.all(
      files.map(async (file) => [file.name, new TextDecoder().decode(await file.bytes())]),
    );
    expect(Object.fromEntries(read)).toEqual({ "one.csv": "1\n", "in/two.csv": "2\n" });
    const [notes] = (await readDvc(repository, "notes.txt")).files;
    expect(readFileSync((await notes?.locate()) ?? "", "utf8")).toBe("pushed");
  });
});
