import { fingerprint } from "../../core/house.js";
import { canonicalJson } from "../../core/index.js";
import { deepStrictEqual, ok, rejects, strictEqual } from "../assertions.js";
import { exampleManifest, exampleReport } from "../example-version.js";
import {
  championNumber,
  conflicting,
  forbidden,
  invalid,
  promoteBeside,
  type RegistryChecks,
  registerVersions,
} from "./checked-registry.js";

/** Who becomes champion, on what evidence, and who comes back. */
export const promotionChecks: RegistryChecks = {
  async "a promotion is one event that says who, why and on what evidence"(checked) {
    const { registry, clock } = checked;
    await registerVersions(checked, 1);
    clock.advance(5);
    await registry.promote("late@1", { by: "ann" });
    const { manifest } = await registry.get("late@champion");
    const entry = (await registry.history("late")).at(-1);
    deepStrictEqual(
      [entry?.type, entry?.version, entry?.by, entry?.time, entry?.evidence],
      ["version-promoted", "late@1", "ann", clock.now(), [manifest.report]],
    );
    await registry.promote("late@1");
    strictEqual(await registry.head("late"), 2);
  },
  async "a version whose gate did not pass is refused, and nothing is written"({ registry, store }) {
    for (const [index, decision] of (["fail", "inconclusive"] as const).entries()) {
      const version = await registry.register(await exampleManifest(store, index, decision));
      const head = await registry.head("late");
      await rejects(registry.promote(version), forbidden);
      await rejects(registry.promote(version, { evidence: exampleReport(version.manifest.candidate) }), forbidden);
      strictEqual(await registry.head("late"), head);
    }
    strictEqual(await registry.champion("late"), undefined);
  },
  async "a version of the same name from elsewhere is refused"(checked) {
    const { registry } = checked;
    await registerVersions(checked, 1);
    const version = await registry.get("late@1");
    const foreign = { ...version, digest: `sha256:${"0".repeat(64)}` };
    await rejects(registry.promote(foreign), forbidden);
    await rejects(registry.alias(foreign, "challenger"), forbidden);
    await registry.promote(version);
  },
  async "an override needs a reason, which the history tells"({ registry, store }) {
    const version = await registry.register(await exampleManifest(store, 1, "fail"));
    await rejects(registry.promote(version, { override: { reason: " " } }), invalid);
    await registry.promote(version, { override: { reason: "the old one is on fire" } });
    strictEqual(await championNumber(registry), 1);
    strictEqual((await registry.history("late")).at(-1)?.reason, "the old one is on fire");
  },
  async "further evidence is kept with the promotion, and refused when it is edited, another's or did not pass"(
    checked,
  ) {
    const { registry, store } = checked;
    await registerVersions(checked, 2);
    const { candidate } = (await registry.get("late@2")).manifest;
    const passed = exampleReport(candidate);
    const other = exampleReport((await registry.get("late@1")).manifest.candidate);
    for (const evidence of [{ ...passed, rows: 7 }, other, exampleReport(candidate, "inconclusive")])
      await rejects(registry.promote("late@2", { evidence }), forbidden);
    const shadow = { ...passed, dataset: "live traffic" };
    const { digest: _, ...content } = shadow;
    await registry.promote("late@2", { evidence: { ...shadow, digest: fingerprint(content) } });
    const [, digest] = (await registry.history("late")).at(-1)?.evidence ?? [];
    ok(digest !== undefined, "expected the evidence's digest in the history, got none");
    strictEqual(JSON.parse(new TextDecoder().decode(await store.blobs.get(digest))).dataset, "live traffic");
  },
  async "a promotion on evidence against another than the present champion is refused"(checked) {
    const { registry, store } = checked;
    await registerVersions(checked, 1);
    await registry.promote("late@1");
    // Both were compared with the first; one of them is promoted.
    for (const seed of [2, 3]) {
      const manifest = await exampleManifest(store, seed);
      const report = exampleReport(manifest.candidate, "pass", "late@1");
      await registry.register({
        ...manifest,
        report: await store.blobs.put(new TextEncoder().encode(canonicalJson(report))),
      });
    }
    await registry.promote("late@2");
    const head = await registry.head("late");
    await rejects(registry.promote("late@3"), forbidden);
    const { candidate } = (await registry.get("late@3")).manifest;
    for (const champion of [undefined, "late@1", "late@3", "other@2"])
      await rejects(
        registry.promote("late@3", { evidence: exampleReport(candidate, "pass", champion) }),
        forbidden,
        champion,
      );
    // A former champion comes back by a rollback: its evidence is of another time.
    await rejects(registry.promote("late@1"), forbidden);
    strictEqual(await registry.head("late"), head);
    // After a rollback to the first the evidence is true again.
    await registry.rollback("late", { reason: "slow" });
    await registry.promote("late@3");
    await registry.promote("late@2", { override: { reason: "the third one is on fire" } });
    strictEqual((await registry.history("late")).at(-1)?.reason, "the third one is on fire");
  },
  async "of promotions that race on one head exactly one wins"(checked) {
    const { registry } = checked;
    await registerVersions(checked, 4);
    const other = await checked.reopen();
    for (const [left, right] of [
      [1, 2],
      [3, 4],
    ] as const) {
      const expect = await registry.head("late");
      const settled = await Promise.allSettled([
        promoteBeside(registry, left, { expect }),
        promoteBeside(other, right, { expect }),
      ]);
      strictEqual(settled.filter(({ status }) => status === "fulfilled").length, 1);
      for (const result of settled)
        if (result.status === "rejected")
          ok(conflicting(result.reason), `expected a ConflictError, got ${String(result.reason)}`);
      strictEqual(await registry.head("late"), expect + 1);
    }
  },
  async "a decision on an old head is a conflict"(checked) {
    const { registry } = checked;
    await registerVersions(checked, 2);
    await registry.promote("late@1");
    await rejects(registry.promote("late@2", { expect: 2 }), conflicting);
    await rejects(registry.alias("late@2", "challenger", { expect: 2 }), conflicting);
    await promoteBeside(registry, 2, { expect: 3 });
    await rejects(registry.rollback("late", { reason: "slow", expect: 3 }), conflicting);
    strictEqual(await championNumber(registry), 2);
  },
  async "a rollback goes back champion by champion, and to a named one"(checked) {
    const { registry } = checked;
    await registerVersions(checked, 4);
    for (const number of [1, 2, 3]) await promoteBeside(registry, number);
    await rejects(registry.rollback("late", { reason: "" }), invalid);
    strictEqual((await registry.rollback("late", { reason: "slow" })).number, 2);
    strictEqual((await registry.rollback("late", { reason: "slow", by: "ben" })).number, 1);
    await rejects(registry.rollback("late", { reason: "slow" }), forbidden);
    for (const number of [2, 3]) await promoteBeside(registry, number);
    await rejects(registry.rollback("late", { reason: "slow", to: 4 }), forbidden);
    await rejects(registry.rollback("late", { reason: "slow", to: 3 }), forbidden);
    strictEqual((await registry.rollback("late", { reason: "slow", to: 1 })).number, 1);
    strictEqual(await championNumber(await checked.reopen()), 1);
    // From 1, 2, 3, 4 to 2, and from there to 1: what was rolled back is no former champion.
    for (const number of [2, 3, 4]) await promoteBeside(registry, number);
    await registry.rollback("late", { reason: "slow", to: 2 });
    strictEqual((await registry.rollback("late", { reason: "slow" })).number, 1);
    // The present champion was champion before, too: that is nothing to go back to.
    for (const number of [2, 1]) await promoteBeside(registry, number);
    await rejects(registry.rollback("late", { reason: "slow", to: 1 }), forbidden);
  },
};
