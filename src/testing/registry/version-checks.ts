import type { Digest } from "../../core/index.js";
import { deepStrictEqual, notStrictEqual, rejects, strictEqual } from "../assertions.js";
import { exampleManifest, exampleProfile } from "../example-version.js";
import {
  championNumber,
  invalid,
  missing,
  promoteBeside,
  type RegistryChecks,
  registerVersions,
} from "./checked-registry.js";

/** How versions are numbered, kept, named and told apart. */
export const versionChecks: RegistryChecks = {
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
