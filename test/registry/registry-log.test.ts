import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldLog } from "../../src/core/house.js";
import { createMemoryStore, type Store, type StoredEvent } from "../../src/core/index.js";
import { createRegistry } from "../../src/registry/index.js";
import type { RegistryEvent } from "../../src/registry/registry-event.js";
import { createRegistryLog, registryLogName } from "../../src/registry/registry-log.js";
import { registryFold } from "../../src/registry/registry-state.js";
import { exampleManifest } from "../../src/testing/example-version.js";

const digest = `sha256:${"1".repeat(64)}` as const;

const registryEvent: fc.Arbitrary<RegistryEvent> = fc.oneof(
  fc.record({
    type: fc.constant("version-registered" as const),
    data: fc.record({ number: fc.nat(9), manifest: fc.constant(digest) }),
  }),
  fc.record({
    type: fc.constant("alias-set" as const),
    data: fc.record({ alias: fc.constantFrom("a", "b", "__proto__"), number: fc.nat(9) }),
  }),
  fc.record({
    type: fc.constant("version-promoted" as const),
    data: fc.record({
      number: fc.nat(4),
      previous: fc.constant(null),
      evidence: fc.constant([digest]),
      decision: fc.constant("pass" as const),
    }),
  }),
  fc.record({
    type: fc.constant("version-rolled-back" as const),
    data: fc.record({ number: fc.nat(4), previous: fc.nat(4), reason: fc.constant("slow") }),
  }),
);

describe("the registry's state", () => {
  it("is the same from snapshots as from every event", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(registryEvent, fc.boolean()), { maxLength: 25 }),
        fc.integer({ min: 1, max: 6 }),
        async (events, snapshotEvery) => {
          const store = createMemoryStore();
          const log = createRegistryLog(store);
          for (const [index, [event, read]] of events.entries()) {
            await log.append("late", event, index, index);
            if (read) await foldLog(store, registryLogName("late"), registryFold, { snapshotEvery });
          }
          const stored: StoredEvent[] = [];
          for await (const event of store.read(registryLogName("late"))) stored.push(event);
          const { state } = await foldLog(store, registryLogName("late"), registryFold);
          expect(state).toEqual(stored.reduce(registryFold.apply, registryFold.initial));
          expect((await log.read("late")).state).toEqual(state);
        },
      ),
      { numRuns: 80 },
    );
  });

  it("is kept: events that a registry has seen are not read again", async () => {
    const store = createMemoryStore();
    const froms: (number | undefined)[] = [];
    const watched: Store = {
      ...store,
      read(log, options) {
        if (log === "registry/late") froms.push(options?.from);
        return store.read(log, options);
      },
    };
    const registry = createRegistry({ store: watched });
    await registry.register(await exampleManifest(store, 1));
    await registry.promote("late@1");
    expect((await registry.champion("late"))?.id).toBe("late@1");
    expect((await registry.champion("late"))?.id).toBe("late@1");
    expect(froms).toEqual([1, 2]);
  });

  it("is not changed by what a newer writer says, nor is the history", async () => {
    const store = createMemoryStore();
    const registry = createRegistry({ store });
    await registry.register(await exampleManifest(store, 1));
    await store.append("registry/late", [{ type: "version-praised", time: 1, data: { number: 1 } }]);
    await registry.promote("late@1");
    expect((await registry.history("late")).map(({ sequence }) => sequence)).toEqual([1, 3]);
    expect((await registry.champion("late"))?.number).toBe(1);
  });
});

/** A store in which somebody else always writes just before. */
function withInterference(store: Store, interfere: () => Promise<unknown>): Store {
  return {
    ...store,
    async append(log, events, options) {
      await interfere();
      return store.append(log, events, options);
    },
  };
}

describe("somebody else's write at the same moment", () => {
  it("does not stop a promotion or a rollback when it is about something else", async () => {
    const store = createMemoryStore();
    const other = createRegistry({ store });
    let seed = 10;
    // Twice, then it is quiet.
    const busy = withInterference(store, async () => {
      if (seed++ % 3 !== 0) await other.register(await exampleManifest(store, seed));
    });
    const registry = createRegistry({ store: busy });
    for (const number of [1, 2]) {
      await other.register(await exampleManifest(store, number));
      await registry.promote(`late@${number}`, { override: { reason: "a test" } });
    }
    expect((await registry.rollback("late", { reason: "slow" })).number).toBe(1);
    await registry.alias("late@2", "challenger");
    expect((await other.get("late@challenger")).number).toBe(2);
  });

  it("is a conflict when it moved the same champion or the same alias", async () => {
    const store = createMemoryStore();
    const other = createRegistry({ store });
    for (const seed of [1, 2, 3]) await other.register(await exampleManifest(store, seed));
    await other.promote("late@1");
    let interfere: () => Promise<unknown> = async () => undefined;
    const registry = createRegistry({ store: withInterference(store, () => interfere()) });
    const override = { reason: "a test" };
    interfere = () => other.promote("late@2", { override });
    await expect(registry.promote("late@3", { override })).rejects.toMatchObject({
      code: "conflict",
      log: "registry/late",
      expected: 4,
      actual: 5,
    });
    interfere = () => other.alias("late@1", "challenger");
    await expect(registry.alias("late@2", "challenger")).rejects.toMatchObject({ code: "conflict" });
    expect((await other.champion("late"))?.number).toBe(2);
    expect((await other.get("late@challenger")).number).toBe(1);
    interfere = () => other.promote("late@3", { override });
    await expect(registry.rollback("late", { reason: "slow" })).rejects.toMatchObject({ code: "conflict" });
    expect((await other.champion("late"))?.number).toBe(3);
  });

  it("does not give a version two numbers when it registered the same one", async () => {
    const store = createMemoryStore();
    const other = createRegistry({ store });
    const manifest = await exampleManifest(store, 1);
    const registry = createRegistry({ store: withInterference(store, () => other.register(manifest)) });
    expect((await registry.register(manifest)).number).toBe(1);
    expect(await registry.head("late")).toBe(1);
  });

  it("is the only failure that a registration tries again after", async () => {
    const store = createMemoryStore();
    const broken = new Error("ENOSPC");
    const failures = [broken];
    const registry = createRegistry({
      store: withInterference(store, async () => {
        for (const failure of failures.splice(0)) throw failure;
      }),
    });
    const manifest = await exampleManifest(store, 1);
    await expect(registry.register(manifest)).rejects.toBe(broken);
    expect((await registry.register(manifest)).number).toBe(1);
  });
});
