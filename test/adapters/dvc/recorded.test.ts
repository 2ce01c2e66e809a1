// What the real command has written, and what we write in its place; test/fixtures/dvc names how it was recorded.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDvc, runDvcStage, writeDvcFiles } from "golden-pipeline/adapters/dvc";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

const recorded = "test/fixtures/dvc";
const files = new Map([
  ["Zürich/été 1.csv", "a\n"],
  ["empty.csv", ""],
  ['tab\t"quote".csv', "c\n"],
  ["𝒳 y/￮.csv", "b\n"],
]);
const weather = "date,wind\n2012-01-01,4.7\n2012-01-02,4.5\n";
const encode = (text: string) => new TextEncoder().encode(text);
const content = [...files].map(([name, text]) => [name, encode(text)] as const);

const top = mkdtempSync(join(tmpdir(), "golden-pipeline-dvc-"));
afterAll(() => rmSync(top, { recursive: true }));
let count = 0;
function emptyRepository() {
  const folder = join(top, String(++count));
  mkdirSync(join(folder, ".dvc"), { recursive: true });
  return { folder, remote: join(top, `${count}-remote`) };
}
const recordedText = (name: string) => readFileSync(join(recorded, "repository", name), "utf8");

describe("what DVC has tracked", () => {
  const repository = { folder: join(recorded, "repository"), remote: join(recorded, "remote") };

  it("is read back from the remote, byte for byte: a file, a folder, an empty folder", async () => {
    const file = await readDvc(repository, "weather.csv");
    expect(file).toMatchObject({ kind: "dvc-output", path: "weather.csv", meta: {} });
    expect(new TextDecoder().decode(await file.files[0]?.bytes())).toBe(weather);
    const folder = await readDvc(repository, "days.dvc");
    const read = await Promise.all(
      folder.files.map(async (one) => [one.name, new TextDecoder().decode(await one.bytes())]),
    );
    expect(read).toEqual([...files]);
    expect((await readDvc(repository, "nothing")).files).toEqual([]);
  });

  it("is read back as the output of a stage", async () => {
    const model = await readDvc(repository, "model");
    expect(model.files.map(({ name }) => name)).toEqual(["m.bin"]);
    expect(readFileSync((await model.files[0]?.locate()) ?? "", "utf8")).toBe(weather);
  });
});

describe("what we write", () => {
  it("is the .dvc file that DVC writes, byte for byte, and the objects that it pushes", async () => {
    const repository = emptyRepository();
    await writeDvcFiles(repository, "weather.csv", encode(weather));
    await writeDvcFiles(repository, "days", content);
    await writeDvcFiles(repository, "nothing", []);
    for (const name of ["weather.csv.dvc", "days.dvc", "nothing.dvc"]) {
      expect(readFileSync(join(repository.folder, name), "utf8")).toBe(recordedText(name));
      const md5 = /md5: (\S+)/.exec(recordedText(name))?.[1] ?? "";
      const object = join("files", "md5", md5.slice(0, 2), md5.slice(2));
      for (const store of [repository.remote, join(repository.folder, ".dvc", "cache")])
        expect(readFileSync(join(store, object))).toEqual(readFileSync(join(recorded, "remote", object)));
    }
    for (const [name, text] of files) expect(readFileSync(join(repository.folder, "days", name), "utf8")).toBe(text);
  });

  it("is the dvc.yaml and dvc.lock that DVC writes, byte for byte", async () => {
    const repository = emptyRepository();
    const at = (path: string) => join(repository.folder, path);
    await writeDvcFiles(repository, "weather.csv", encode(weather));
    await writeDvcFiles(repository, "days", content);
    writeFileSync(at("params.yaml"), recordedText("params.yaml"));
    const stage = {
      name: "train",
      command: "mkdir -p model && cp weather.csv model/m.bin && echo x > b.txt",
      dependencies: ["weather.csv", "days"],
      parameters: { "params.yaml": ["lr", "train.depth", "train.names", "big"] },
      outputs: ["model", "b.txt"],
    };
    const result = await runDvcStage(repository, stage, () => {
      mkdirSync(at("model"));
      cpSync(at("weather.csv"), at("model/m.bin"));
      writeFileSync(at("b.txt"), "x\n");
      return "done";
    });
    expect(result).toBe("done");
    expect(readFileSync(at("dvc.yaml"), "utf8")).toBe(recordedText("dvc.yaml"));
    expect(readFileSync(at("dvc.lock"), "utf8")).toBe(recordedText("dvc.lock"));
    const model = await readDvc({ folder: repository.folder }, "model");
    expect(new TextDecoder().decode(await model.files[0]?.bytes())).toBe(weather);
  });

  it("leaves other stages and comments as they are, and quotes what another reader takes for a date or a number", async () => {
    const repository = emptyRepository();
    const at = (path: string) => join(repository.folder, path);
    writeFileSync(at("dvc.yaml"), "# Ours\nstages:\n  other:\n    cmd: ls # lists\n    outs: [x]\nmetrics: [m.json]\n");
    const stage = { name: "make", command: "1_000", outputs: ["2001-01-01"] };
    await runDvcStage(repository, stage, () => writeFileSync(at("2001-01-01"), "1"));
    await runDvcStage(repository, { ...stage, command: "make" }, () => undefined);
    const text = readFileSync(at("dvc.yaml"), "utf8");
    expect(text).toContain("# Ours");
    expect(text).toContain("cmd: ls # lists");
    expect(text).toContain("- '2001-01-01'");
    expect(parse(text)).toMatchObject({ metrics: ["m.json"], stages: { make: { cmd: "make", outs: ["2001-01-01"] } } });
    expect(Object.keys(parse(readFileSync(at("dvc.lock"), "utf8")).stages)).toEqual(["make"]);
  });
});
