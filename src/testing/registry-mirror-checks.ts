import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { createMemoryStore } from "../core/index.js";
import type { RegistryMirror } from "../ports/index.js";
import type { Registry } from "../registry/index.js";
import { type Check, checksOf } from "./check.js";
import { exampleManifest } from "./example-version.js";
import { promoteBeside } from "./registry/checked-registry.js";

/** A mirror under check, of a registry that the suite fills. */
export interface CheckedRegistryMirror {
  readonly mirror: RegistryMirror;
  /** What the other system says of a model: digests of manifests by version of ours, and versions of ours by alias. */
  read(model: string): Promise<{
    readonly versions: { readonly [id: string]: string };
    readonly aliases: { readonly [alias: string]: string };
  }>;
  /** The same other system through another mirror, as another process would open it. */
  reopen(): Promise<RegistryMirror>;
  close(): Promise<void>;
}

/**
 * The contract of a `RegistryMirror`: what the registry says is what stands there, whoever mirrored it, and how often.
 * @example for (const { name, run } of registryMirrorChecks(async (registry) => …)) it(name, run);
 */
export function registryMirrorChecks(create: (registry: Registry) => Promise<CheckedRegistryMirror>): Generator<Check> {
  async function createWhole() {
    const store = createMemoryStore();
    // Loaded late: the other suites do without the room.
    const { createRegistry } = await import("../registry/index.js");
    const registry = createRegistry({ store });
    const checked = await create(registry);
    const register = async (seed: number): Promise<string> =>
      (await registry.register(await exampleManifest(store, seed))).id;
    return { ...checked, registry, register };
  }

  return checksOf(createWhole, {
    async "states its specification version"({ mirror }) {
      strictEqual(mirror.specificationVersion, "v1");
    },
    async "tells of every version by the digest of its manifest, and of no other"({
      mirror,
      read,
      register,
      registry,
    }) {
      const ids = [await register(1), await register(2)];
      const { sequence } = await mirror.sync("late");
      strictEqual(sequence, 2);
      const digests = await Promise.all(ids.map(async (id) => [id, (await registry.get(id)).digest]));
      deepStrictEqual(await read("late"), { versions: Object.fromEntries(digests), aliases: {} });
    },
    async "moves champion with a promotion, and back with a rollback"({ mirror, read, register, registry }) {
      for (const seed of [1, 2]) await register(seed);
      await promoteBeside(registry, 1);
      await mirror.sync("late");
      strictEqual((await read("late")).aliases.champion, "late@1");
      await promoteBeside(registry, 2);
      await mirror.sync("late");
      strictEqual((await read("late")).aliases.champion, "late@2");
      await registry.rollback("late", { reason: "slow" });
      await mirror.sync("late");
      strictEqual((await read("late")).aliases.champion, "late@1");
    },
    async "tells of every alias, as it stands by the end"({ mirror, read, register, registry }) {
      for (const seed of [1, 2]) await register(seed);
      for (const number of [1, 2]) await registry.alias(`late@${number}`, "challenger");
      await registry.alias("late@1", "on-call");
      await mirror.sync("late");
      deepStrictEqual((await read("late")).aliases, { challenger: "late@2", "on-call": "late@1" });
    },
    async "told again, changes nothing"({ mirror, read, register, registry }) {
      await register(1);
      await promoteBeside(registry, 1);
      await mirror.sync("late");
      const before = await read("late");
      const { changes, foreign, skipped } = await mirror.sync("late");
      deepStrictEqual({ changes, foreign, skipped }, { changes: [], foreign: [], skipped: [] });
      deepStrictEqual(await read("late"), before);
    },
    async "goes on in another process with what is there"({ mirror, reopen, read, register, registry }) {
      await register(1);
      await promoteBeside(registry, 1);
      await mirror.sync("late");
      const other = await reopen();
      deepStrictEqual((await other.sync("late")).changes, []);
      await register(2);
      await promoteBeside(registry, 2);
      await other.sync("late");
      const { versions, aliases } = await read("late");
      deepStrictEqual([Object.keys(versions).sort(), aliases], [["late@1", "late@2"], { champion: "late@2" }]);
    },
    async "two mirrors at once leave every version once"({ mirror, reopen, read, register, registry }) {
      const other = await reopen();
      await register(1);
      await promoteBeside(registry, 1);
      await Promise.all([mirror.sync("late"), other.sync("late")]);
      await mirror.sync("late");
      const { versions, aliases } = await read("late");
      deepStrictEqual([Object.keys(versions), aliases], [["late@1"], { champion: "late@1" }]);
    },
    async "says nothing of a model without events"({ mirror }) {
      deepStrictEqual(await mirror.sync("late"), { sequence: 0, changes: [], foreign: [], skipped: [] });
    },
  });
}
