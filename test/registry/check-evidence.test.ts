import { describe, expect, it } from "vitest";
import { createMemoryStore, MissingError } from "../../src/core/index.js";
import { checkEvidence } from "../../src/registry/check-evidence.js";
import { exampleManifest, exampleReport } from "../../src/testing/example-version.js";

const put = (store: ReturnType<typeof createMemoryStore>, value: unknown) =>
  store.blobs.put(new TextEncoder().encode(JSON.stringify(value)));

describe("the evidence of a promotion", () => {
  it("is refused in words that say what was found", async () => {
    const store = createMemoryStore();
    const manifest = await exampleManifest(store, 1, "inconclusive");
    await expect(
      checkEvidence(store, "late@1", manifest, undefined, undefined, false),
    ).rejects.toThrowErrorMatchingInlineSnapshot(
      `[StateError: [golden-pipeline] [registry late@1] Expected a passed gate before promotion, got inconclusive (log loss: 0.4, at most 0.5). Promote with an override and a reason if you must]`,
    );
    const passed = { ...manifest, report: await put(store, exampleReport(manifest.candidate)) };
    const other = { ...manifest, report: await put(store, exampleReport("candidate-2")), candidate: "candidate-1" };
    await expect(checkEvidence(store, "late@1", other, undefined, undefined, false)).rejects.toThrow(
      "Expected evidence about candidate-1, got a report about candidate-2",
    );
    const edited = { ...manifest, report: await put(store, { ...exampleReport(manifest.candidate), rows: 1 }) };
    await expect(checkEvidence(store, "late@1", edited, undefined, undefined, false)).rejects.toThrow(
      "got an edited one",
    );
    expect(await checkEvidence(store, "late@1", passed, undefined, undefined, false)).toEqual([passed.report]);
  });

  it("is refused when it compares with another than the present champion, in words that say what to do", async () => {
    const store = createMemoryStore();
    const made = await exampleManifest(store, 1);
    const report = async (champion?: string) => put(store, exampleReport(made.candidate, "pass", champion));
    const stale = { ...made, report: await report("late@1") };
    await expect(checkEvidence(store, "late@3", stale, undefined, "late@2", false)).rejects.toThrow(
      "Expected evidence against the present champion late@2, got evidence against late@1: evaluate it beside late@2 and hand the report over as `evidence`, or promote with an override and a reason",
    );
    const further = exampleReport(made.candidate, "pass", "late@2");
    expect(await checkEvidence(store, "late@3", stale, further, "late@2", false)).toHaveLength(2);
    expect(await checkEvidence(store, "late@3", stale, undefined, "late@2", true)).toEqual([stale.report]);
    const alone = { ...made, report: await report() };
    await expect(checkEvidence(store, "late@3", alone, undefined, "late@2", false)).rejects.toThrow("no champion");
    expect(await checkEvidence(store, "late@1", alone, undefined, undefined, false)).toEqual([alone.report]);
  });

  it("is refused when the registered report is gone or is none, unless it is overridden", async () => {
    const store = createMemoryStore();
    const manifest = await exampleManifest(store, 1);
    const gone = { ...manifest, report: `sha256:${"0".repeat(64)}` as const };
    await expect(checkEvidence(store, "late@1", gone, undefined, undefined, false)).rejects.toMatchObject({
      code: "state",
      cause: expect.any(MissingError),
    });
    for (const none of [null, 1, [], {}, "report"])
      await expect(
        checkEvidence(store, "late@1", { ...manifest, report: await put(store, none) }, undefined, undefined, false),
      ).rejects.toMatchObject({ code: "state" });
    expect(await checkEvidence(store, "late@1", gone, undefined, undefined, true)).toEqual([gone.report]);
    const further = exampleReport(manifest.candidate, "inconclusive");
    expect(await checkEvidence(store, "late@1", gone, further, undefined, true)).toHaveLength(2);
  });
});
