import { describe, expect, it } from "vitest";
import { fingerprint } from "../../src/core/house.js";
import { createMemoryStore, DamagedError, ErasedError, MissingError, type Store } from "../../src/core/index.js";
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

  it("names only the rules that did not pass", async () => {
    const store = createMemoryStore();
    const manifest = await exampleManifest(store, 1);
    const { digest: _, ...report } = exampleReport(manifest.candidate, "fail");
    const [rule] = report.gate.rules;
    const rules = [rule, { ...rule, rule: "recall", decision: "pass", message: "0.9, at least 0.8" }];
    const content = { ...report, gate: { ...report.gate, rules } };
    const mixed = { ...manifest, report: await put(store, { ...content, digest: fingerprint(content) }) };
    await expect(checkEvidence(store, "late@1", mixed, undefined, undefined, false)).rejects.toThrow(
      "got fail (log loss: 0.4, at most 0.5). Promote",
    );
  });

  it("that is damaged, erased or no JSON is refused, while a store that fails is no statement about it", async () => {
    const store = createMemoryStore();
    const manifest = await exampleManifest(store, 1);
    const check = (changed: Partial<typeof manifest>, get: Store["blobs"]["get"]) =>
      checkEvidence(
        { ...store, blobs: { ...store.blobs, get } },
        "late@1",
        { ...manifest, ...changed },
        undefined,
        undefined,
        false,
      );
    const failing = (error: Error) => check({}, () => Promise.reject(error));
    const sentence = `Expected the evaluation report ${manifest.report} that it was registered with, it cannot be read`;
    const damaged = new DamagedError(manifest.report, { place: "store", message: "other bytes" });
    for (const error of [damaged, new ErasedError(manifest.report)])
      await expect(failing(error)).rejects.toThrow(sentence);
    await expect(check({}, async () => new TextEncoder().encode("trust me"))).rejects.toThrow(sentence);
    const broken = new Error("EIO");
    await expect(failing(broken)).rejects.toBe(broken);
  });
});
