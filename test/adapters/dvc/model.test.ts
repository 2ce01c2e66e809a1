import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalJson } from "golden-pipeline";
import { type DvcModel, readDvc, readDvcModel, writeDvcFiles, writeDvcModel } from "golden-pipeline/adapters/dvc";
import { afterAll, describe, expect, it } from "vitest";
import { digestOf } from "../../../src/core/house.js";

const folder = mkdtempSync(join(tmpdir(), "golden-pipeline-dvc-"));
mkdirSync(join(folder, ".dvc"));
afterAll(() => rmSync(folder, { recursive: true }));
const encode = (text: string) => new TextEncoder().encode(text);

function resolved(model: Uint8Array, fitted: Uint8Array): DvcModel {
  const manifest: DvcModel["version"]["manifest"] = {
    format: "model@1",
    name: "late",
    fingerprint: "f",
    candidate: "c",
    kind: "share@1",
    task: "binary",
    model: digestOf(model),
    features: { fingerprint: "g", fitted: digestOf(fitted) },
    decision: {},
    trainer: { id: "t", version: "1", hyperparameters: {} },
    data: { contract: "d", train: "dataset-1", test: "dataset-2" },
    metrics: { loss: 0.25 },
    report: digestOf("report"),
    git: { override: "a test" },
    runId: "run-1",
  };
  const digest = digestOf(canonicalJson(manifest));
  return { version: { kind: "model-version", id: "late@3", number: 3, digest, manifest }, model, fitted };
}

describe("a model version", () => {
  const version = resolved(encode("bytes"), encode("{}"));

  it("is read back as a registry resolves it, with its lineage at the output", async () => {
    await writeDvcModel({ folder }, "models/late", version);
    const output = await readDvc({ folder }, "models/late");
    expect(await readDvcModel(output)).toEqual(version);
    expect(output.meta).toMatchObject({
      "golden-pipeline": { id: "late@3", digest: version.version.digest, data: { train: "dataset-1" }, runId: "run-1" },
    });
  });

  it("is refused when its bytes are others, when it is written and when it is read", async () => {
    const other = { ...version, model: encode("others") };
    await expect(writeDvcModel({ folder }, "models/other", other)).rejects.toThrow("got other bytes of the model");
    const { id, number, digest, manifest } = version.version;
    const text = canonicalJson({ id, number, digest, manifest });
    const files = new Map([
      ["version.json", encode(text)],
      ["model.bin", encode("others")],
    ]);
    await writeDvcFiles({ folder }, "models/edited", files);
    const edited = await readDvc({ folder }, "models/edited");
    await expect(readDvcModel(edited)).rejects.toThrow(
      "Expected late@3 in models/edited, got other bytes of the model",
    );
    await writeDvcFiles({ folder }, "models/none", []);
    await expect(readDvcModel(await readDvc({ folder }, "models/none"))).rejects.toThrow("Expected version.json and");
  });
});
