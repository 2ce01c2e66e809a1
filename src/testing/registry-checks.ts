import { deepStrictEqual, notStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { fingerprint } from "../core/house.js";
import {
  ConflictError,
  canonicalJson,
  type Digest,
  InvalidArgumentError,
  MissingError,
  type SimulatedClock,
  StateError,
  type Store,
} from "../core/index.js";
import type { PromoteOptions, Registry } from "../registry/index.js";
import { type Check, checksOf } from "./check.js";
import { exampleManifest, exampleProfile, exampleReport } from "./example-version.js";

/** A registry under check, and how to open it again as another process would. */
export interface CheckedRegistry {
  readonly registry: Registry;
  /** Where it keeps its versions' bytes. */
  readonly store: Store;
  /** Its clock. */
  readonly clock: SimulatedClock;
  /** The same stored state through a new instance. */
  reopen(): Promise<Registry>;
  close(): Promise<void>;
}

/**
 * What every registry must do, for any test runner: `for (const { name, run } of registryChecks(create)) it(name, run)`.
 * Each check gets a new, empty registry from `createRegistry`.
 */
export function registryChecks(createRegistry: () => Promise<CheckedRegistry>): Generator<Check> {
  return checksOf(createRegistry, checks);
}

const refused =
  (isInstance: (error: unknown) => boolean) =>
  (error: unknown): boolean =>
    isInstance(error);
const missing = refused(MissingError.isInstance);
const forbidden = refused(StateError.isInstance);
const invalid = refused(InvalidArgumentError.isInstance);
const conflicting = refused(ConflictError.isInstance);

/** Registers versions 1, 2, … of model `late`. */
async function registerVersions({ registry, store }: CheckedRegistry, count: number): Promise<void> {
  for (let seed = 1; seed <= count; seed++) await registry.register(await exampleManifest(store, seed));
}

const championNumber = async (registry: Registry, at?: number): Promise<number | undefined> =>
  (await registry.champion("late", at === undefined ? {} : { at }))?.number;

/** Promotes a version of `late` on a passed comparison with the present champion. */
async function promoteBeside(registry: Registry, number: number, options: PromoteOptions = {}): Promise<void> {
  const [version, champion] = await Promise.all([registry.get(`late@${number}`), registry.champion("late")]);
  const evidence = champion && exampleReport(version.manifest.candidate, "pass", champion.id);
  await registry.promote(version, { ...options, ...(evidence && { evidence }) });
}

const checks: Readonly<Record<string, (checked: CheckedRegistry) => Promise<void>>> = {
  async "an unknown model has no champion, no history and head 0"({ registry }) {
    strictEqual(registry.specificationVersion, "v1");
    strictEqual(await registry.head("late"), 0);
    strictEqual(await registry.champion("late"), undefined);
    deepStrictEqual(await registry.history("late"), []);
    await rejects(registry.get("late@1"), missing);
    await rejects(registry.get("late@champion"), missing);
    await rejects(registry.get("late@constructor"), missing);
    await rejects(registry.verify("late@1"), missing);
  },
  async "versions are numbered 1, 2, 3, and the same manifest keeps the number it has"({ registry, store, reopen }) {
    const again = await reopen();
    for (const seed of [1, 2, 3]) {
      const version = await registry.register(await exampleManifest(store, seed));
      deepStrictEqual([version.id, version.number], [`late@${seed}`, seed]);
      deepStrictEqual(await again.register(await exampleManifest(store, seed)), version);
      deepStrictEqual(await again.get(`late@${seed}`), version);
    }
    strictEqual(await registry.head("late"), 3);
  },
  async "versions that are registered at once all get numbers of their own"({ registry, store, reopen }) {
    const registries = [registry, await reopen(), await reopen()];
    const manifests = await Promise.all(Array.from({ length: 9 }, (_, seed) => exampleManifest(store, seed)));
    const versions = await Promise.all(manifests.map((manifest, seed) => registries[seed % 3]?.register(manifest)));
    deepStrictEqual(
      versions.map((version) => version?.number ?? 0).sort((left, right) => left - right),
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
  },
  async "a version resolves to the bytes it was registered with"(checked) {
    await registerVersions(checked, 1);
    const again = await checked.reopen();
    await again.promote("late@1");
    for (const selector of ["late@1", "late@champion"]) {
      const { version, model, fitted } = await again.resolve(selector);
      strictEqual(version.id, "late@1");
      strictEqual(new TextDecoder().decode(model), "model 1");
      strictEqual(JSON.parse(new TextDecoder().decode(fitted)).fingerprint, version.manifest.features?.fingerprint);
    }
    const { candidate } = (await again.get("late@1")).manifest;
    strictEqual((await again.report("late@1")).candidate, candidate);
  },
  async "a manifest without a git commit is refused, unless it says why there is none"({ registry, store }) {
    const manifest = await exampleManifest(store, 1);
    await rejects(registry.register({ ...manifest, git: { commit: "", dirty: false } }), invalid);
    await rejects(registry.register({ ...manifest, git: { override: " " } }), invalid);
    strictEqual((await registry.register({ ...manifest, git: { override: "a notebook" } })).number, 1);
  },
  async "a manifest that names bytes which are not there is refused"({ registry, store }) {
    const manifest = await exampleManifest(store, 1);
    const gone: Digest = `sha256:${"0".repeat(64)}`;
    await rejects(registry.register({ ...manifest, model: gone }), missing);
    await rejects(registry.register({ ...manifest, report: gone }), missing);
    strictEqual(await registry.head("late"), 0);
  },
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
    ok(digest !== undefined);
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
      for (const result of settled) if (result.status === "rejected") ok(conflicting(result.reason));
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
  async "aliases move, the champion's only by promotion"(checked) {
    const { registry } = checked;
    await registerVersions(checked, 2);
    for (const number of [1, 2, 1]) {
      await registry.alias(`late@${number}`, "challenger", { by: "ann" });
      strictEqual((await registry.get("late@challenger")).number, number);
    }
    const head = await registry.head("late");
    await registry.alias("late@challenger", "challenger");
    strictEqual(await registry.head("late"), head);
    for (const alias of ["champion", "2", "", "Up", "a@b", "a-"])
      await rejects(registry.alias("late@1", alias), invalid, alias);
    await rejects(registry.alias("late@3", "challenger"), missing);
    strictEqual(await registry.champion("late"), undefined);
  },
  async "the past is still there"(checked) {
    const { registry, clock } = checked;
    await registerVersions(checked, 2);
    const times: number[] = [];
    for (const number of [1, 2]) {
      clock.advance(10);
      await promoteBeside(registry, number);
      await registry.alias(`late@${number}`, "current");
      times.push(clock.now());
    }
    clock.advance(10);
    await registry.rollback("late", { reason: "slow" });
    const [first = 0, second = 0] = times;
    const again = await checked.reopen();
    deepStrictEqual(await Promise.all([first - 1, first, second - 1, second].map((at) => championNumber(again, at))), [
      undefined,
      1,
      1,
      2,
    ]);
    strictEqual((await again.get("late@current", { at: first })).number, 1);
    await rejects(again.get("late@champion", { at: first - 1 }), missing);
    strictEqual(await championNumber(again), 1);
  },
  async "a version tells what was normal when it was made, unless it was registered without"({ registry, store }) {
    const { profile, ...without } = await exampleManifest(store, 1);
    await registry.register({ ...without, profile });
    await registry.register(without);
    deepStrictEqual(await registry.profile("late@1"), exampleProfile());
    await rejects(registry.profile("late@2"), missing);
    await rejects(registry.profile("late@3"), missing);
    await rejects(registry.register({ ...without, profile: `sha256:${"0".repeat(64)}` }), missing);
  },
  async "a whole version is verified"(checked) {
    await registerVersions(checked, 1);
    deepStrictEqual(await checked.registry.verify("late@1"), { ok: true, findings: [] });
  },
  async "models do not meet"({ registry, store }) {
    const manifest = await exampleManifest(store, 1);
    const late = await registry.register(manifest);
    const early = await registry.register({ ...manifest, name: "late-early" });
    deepStrictEqual([early.id, early.number], ["late-early@1", 1]);
    notStrictEqual(early.digest, late.digest);
    await registry.promote(early);
    strictEqual(await registry.champion("late"), undefined);
    for (const name of ["Late", "a/b", "a.b", "..", ""]) {
      await rejects(registry.register({ ...manifest, name }), invalid, name);
      await rejects(registry.history(name), invalid, name);
    }
  },
};
