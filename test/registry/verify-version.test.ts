import { chmod, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fingerprint } from "../../src/core/house.js";
import { canonicalJson, type Digest, ErasedError } from "../../src/core/index.js";
import { createRegistry } from "../../src/registry/index.js";
import { verifyVersion } from "../../src/registry/verify-version.js";
import { createFileStore } from "../../src/store/index.js";
import { exampleManifest, exampleReport } from "../../src/testing/example-version.js";
import { fileRegistry } from "./checked-registry.js";

let checked: Awaited<ReturnType<typeof fileRegistry>>;
let manifest: Awaited<ReturnType<typeof exampleManifest>>;
beforeEach(async () => {
  checked = await fileRegistry();
  manifest = await exampleManifest(checked.store, 1);
});
afterEach(() => checked.close());

async function pathOf(digest: Digest): Promise<string> {
  const name = digest.slice("sha256:".length);
  const files = await readdir(checked.directory, { recursive: true });
  const file = files.find((path) => path.replaceAll(/[/\\]/g, "").endsWith(name) || path.endsWith(name.slice(2)));
  if (file === undefined) throw new Error(`no file for ${digest}`);
  return join(checked.directory, file);
}

async function flipByte(digest: Digest): Promise<void> {
  const path = await pathOf(digest);
  const bytes = await readFile(path);
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
  await chmod(path, 0o644);
  await writeFile(path, bytes);
}

/** As another process would see it. */
const verify = () => createRegistry({ store: createFileStore(checked.directory) }).verify("late@1");
const putJson = (value: unknown) => checked.store.blobs.put(new TextEncoder().encode(canonicalJson(value)));

describe("verify", () => {
  it("names the part whose bytes were changed or are gone", async () => {
    const { digest } = await checked.registry.register(manifest);
    expect(await verify()).toEqual({ ok: true, findings: [] });
    const parts = [
      ["profile", manifest.profile],
      ["report", manifest.report],
      ["features", manifest.features.fitted],
      ["model", manifest.model],
      ["manifest", digest as Digest],
    ] as const;
    for (const [part, blob] of parts) {
      const path = await pathOf(blob);
      const whole = await readFile(path);
      await flipByte(blob);
      expect((await verify()).findings).toMatchObject([{ part, problem: "damaged" }]);
      await rm(path);
      expect(await verify()).toMatchObject({ ok: false, findings: [{ part, problem: "missing" }] });
      await writeFile(path, whole);
    }
    expect((await verify()).ok).toBe(true);
  });

  it("reads the evidence of promotions back, too", async () => {
    const version = await checked.registry.register(manifest);
    const evidence = { ...exampleReport(manifest.candidate), dataset: "dataset-in-shadow" };
    const { digest: _, ...content } = evidence;
    await checked.registry.promote(version, { evidence: { ...content, digest: fingerprint(content) } });
    expect(await verify()).toEqual({ ok: true, findings: [] });
    const [, further] = (await checked.registry.history("late")).at(-1)?.evidence ?? [];
    await flipByte(further as Digest);
    expect(await verify()).toMatchObject({ ok: false, findings: [{ part: "evidence", problem: "damaged" }] });
  });

  it("names parts that are whole but do not belong together", async () => {
    const { digest, ...fitted } = JSON.parse(
      new TextDecoder().decode(await checked.store.blobs.get(manifest.features.fitted)),
    );
    const other = { ...fitted, fingerprint: "e".repeat(64) };
    await checked.registry.register({
      ...manifest,
      features: { ...manifest.features, fitted: await putJson({ ...other, digest: fingerprint(other) }) },
      report: await putJson({ ...exampleReport("candidate-of-somebody"), rows: 1 }),
      task: "number",
    });
    const { findings } = await verify();
    expect(findings.map(({ part, problem }) => `${part} ${problem}`)).toEqual([
      "features does-not-fit",
      "manifest does-not-fit",
      "report does-not-fit",
      "report does-not-fit",
      "profile does-not-fit",
    ]);
    expect(digest).not.toBe(fingerprint(other));
  });

  it("names fitted features that were edited by hand, and a report that is no JSON", async () => {
    const fitted = JSON.parse(new TextDecoder().decode(await checked.store.blobs.get(manifest.features.fitted)));
    await checked.registry.register({
      ...manifest,
      features: { ...manifest.features, fitted: await putJson({ ...fitted, eventTime: "later" }) },
      report: await checked.store.blobs.put(new TextEncoder().encode("trust me")),
    });
    const { findings } = await verify();
    expect(findings.map(({ part, message }) => `${part}: ${message.replace(/sha256:\w+/, "it")}`)).toEqual([
      "features: the fitted features do not hash to their own digest",
      "report: it is no JSON object",
    ]);
  });

  it("names parts that are JSON, but no objects", async () => {
    for (const [index, text] of ["null", "1", "true"].entries()) {
      const profile = await checked.store.blobs.put(new TextEncoder().encode(text));
      const { id } = await checked.registry.register({ ...manifest, profile });
      expect(id).toBe(`late@${index + 1}`);
      expect((await checked.registry.verify(id)).findings).toEqual([
        { part: "profile", problem: "does-not-fit", message: `${profile} is no JSON object` },
      ]);
    }
  });

  it("names a profile of another form", async () => {
    await checked.registry.register({ ...manifest, profile: await putJson({ format: "model-profile@2" }) });
    expect((await verify()).findings).toEqual([
      { part: "profile", problem: "does-not-fit", message: "it is of format model-profile@2, not model-profile@1" },
    ]);
  });

  it("does not recompute a candidate that is named in another way", async () => {
    for (const candidate of ["net-7", `x${manifest.candidate}`, `${manifest.candidate}0`]) {
      const report = await putJson(exampleReport(candidate));
      const { id } = await checked.registry.register({ ...manifest, candidate, report });
      expect(await checked.registry.verify(id), candidate).toEqual({ ok: true, findings: [] });
    }
  });

  it("tells bytes that a store gives for others and those that were erased, and passes on that a store fails", async () => {
    const { digest } = await checked.registry.register(manifest);
    const verifyWith = (get: () => Promise<Uint8Array>) => {
      const { blobs } = checked.store;
      const swapped = {
        ...blobs,
        get: (reference: Digest) => (reference === manifest.model ? get() : blobs.get(reference)),
      };
      return verifyVersion({ ...checked.store, blobs: swapped }, digest as Digest);
    };
    expect(await verifyWith(async () => Uint8Array.of(1))).toEqual([
      { part: "model", problem: "damaged", message: `${manifest.model} holds other bytes` },
    ]);
    const erased = () => Promise.reject(new ErasedError(manifest.model));
    expect(await verifyWith(erased)).toMatchObject([{ part: "model", problem: "erased" }]);
    const broken = new Error("EIO");
    await expect(verifyWith(() => Promise.reject(broken))).rejects.toBe(broken);
  });
});
