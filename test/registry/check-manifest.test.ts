import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../../src/core/index.js";
import { checkManifest } from "../../src/registry/check-manifest.js";
import { exampleManifest } from "../../src/testing/example-version.js";

describe("a manifest", () => {
  it("is refused, with what is expected, when it is of another form", async () => {
    const store = createMemoryStore();
    const manifest = await exampleManifest(store, 1);
    const gone = `sha256:${"0".repeat(64)}`;
    for (const [changes, sentence] of [
      [{ format: "model@2" }, "Expected a manifest of format model@1, got"],
      [{ git: {} }, "Expected `git` with a `commit`"],
      [{ git: { commit: 7 } }, "Expected `git` with a `commit`"],
      [{ model: "0123" }, "Expected the digest of the model, got"],
      [{ features: { ...manifest.features, fitted: gone } }, `Expected fitted features ${gone} to exist in the store`],
    ] as const)
      await expect(checkManifest(store, { ...manifest, ...changes } as never)).rejects.toThrow(sentence);
  });

  it("needs neither features nor a profile", async () => {
    const store = createMemoryStore();
    const { features: _, profile: __, ...bare } = await exampleManifest(store, 1);
    expect(await checkManifest(store, bare)).toBe(undefined);
  });
});
