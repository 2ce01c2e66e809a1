import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryStore, createSimulatedClock, errorCode } from "../../src/core/index.js";
import { createRegistry } from "../../src/registry/index.js";
import { exampleManifest } from "../../src/testing/example-version.js";
import { registryChecks } from "../../src/testing/registry/registry-checks.js";
import { fileRegistry, memoryRegistry } from "./checked-registry.js";

describe("a registry in memory", () => {
  for (const { name, run } of registryChecks(memoryRegistry)) it(name, run);
});

describe("a registry in files", () => {
  for (const { name, run } of registryChecks(fileRegistry)) it(name, run);
});

describe("registryChecks", () => {
  it("tell a registry that loses races and one that ignores gates", async () => {
    const careless = async () => {
      const checked = await memoryRegistry();
      const store = { ...checked.store, append: (log: string, events: never) => checked.store.append(log, events) };
      const registry = createRegistry({ store, clock: checked.clock });
      return { ...checked, store, registry, reopen: async () => registry };
    };
    const lenient = async () => {
      const checked = await memoryRegistry();
      const { registry } = checked;
      const promote: typeof registry.promote = (version, options) =>
        registry.promote(version, { ...options, override: { reason: "because" } });
      return { ...checked, registry: { ...registry, promote } };
    };
    const failedOf = async (create: Parameters<typeof registryChecks>[0]) => {
      const failed: string[] = [];
      for (const { name, run } of registryChecks(create)) await run().catch(() => failed.push(name));
      return failed;
    };
    expect(await failedOf(careless)).toContain("of promotions that race on one head exactly one wins");
    expect(await failedOf(lenient)).toContain("a version whose gate did not pass is refused, and nothing is written");
  });
});

describe("a refusal of the registry", () => {
  const late = async (versions: number) => {
    const store = createMemoryStore();
    const registry = createRegistry({ store, clock: createSimulatedClock(0) });
    for (let seed = 1; seed <= versions; seed++) await registry.register(await exampleManifest(store, seed));
    return registry;
  };

  it("of a rollback says which champions there were, each once", async () => {
    const registry = await late(3);
    const rollback = (to?: number) => registry.rollback("late", { reason: "slow", ...(to !== undefined && { to }) });
    const sentence = "Expected an earlier champion to roll back to";
    await expect(rollback()).rejects.toThrow(`[registry late] ${sentence}, got none`);
    await expect(rollback(2)).rejects.toThrow(`${sentence}, got 2`);
    for (const number of [1, 2, 1, 2, 3, 2])
      await registry.promote(`late@${number}`, { override: { reason: "a test" } });
    for (const to of [9, 2]) await expect(rollback(to)).rejects.toThrow(`${sentence}, one of 1, 3, got ${to}`);
    expect((await rollback(1)).number).toBe(1);
  });

  it("of another store's version names both", async () => {
    const registry = await late(1);
    const version = await registry.get("late@1");
    const digest = `sha256:${"0".repeat(64)}`;
    await expect(registry.promote({ ...version, digest })).rejects.toThrow(
      `[registry late] Expected late@1 to be ${digest}, got ${version.digest}: it is another store's version`,
    );
  });

  it("of an alias is about its form: words joined by single hyphens are one", async () => {
    const registry = await late(1);
    for (const alias of ["a", "blue-green", "v2-of-7"]) {
      await registry.alias("late@1", alias);
      expect((await registry.get(`late@${alias}`)).number).toBe(1);
    }
    for (const alias of ["blue--green", "-a", "2a", "a_b"])
      await expect(registry.alias("late@1", alias)).rejects.toThrow(
        "an alias of lower-case words other than `champion`",
      );
  });
});

/** The registry as anybody would write it down: plain lists, nothing stored. */
interface NaiveModel {
  readonly seeds: number[];
  readonly aliases: Map<string, number>;
  champions: number[];
  readonly past: { readonly time: number; readonly champion: number | undefined }[];
  events: number;
}

const command = fc.oneof(
  fc.record({ do: fc.constant("register" as const), seed: fc.nat(5), passes: fc.boolean() }),
  fc.record({ do: fc.constant("promote" as const), number: fc.integer({ min: 1, max: 7 }), override: fc.boolean() }),
  fc.record({
    do: fc.constant("rollback" as const),
    to: fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
  }),
  fc.record({
    do: fc.constant("alias" as const),
    name: fc.constantFrom("a", "b"),
    number: fc.integer({ min: 1, max: 7 }),
  }),
  fc.record({ do: fc.constant("advance" as const) }),
);

describe("any sequence of commands", () => {
  it("gives what a plain list of versions and champions gives, in every instance and at every past moment", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 30 }), fc.nat(), async (commands, turn) => {
        const store = createMemoryStore();
        const clock = createSimulatedClock(0);
        const registries = [createRegistry({ store, clock }), createRegistry({ store, clock })];
        const model: NaiveModel = { seeds: [], aliases: new Map(), champions: [], past: [], events: 0 };
        for (const [index, step] of commands.entries()) {
          const registry = registries[(turn + index) % 2] as (typeof registries)[number];
          if (step.do === "advance") clock.advance(1);
          if (step.do === "register") {
            // Even seeds pass their gate.
            const { number } = await registry.register(
              await exampleManifest(store, step.seed, step.seed % 2 === 0 ? "pass" : "fail"),
            );
            if (!model.seeds.includes(step.seed)) {
              model.seeds.push(step.seed);
              model.events++;
            }
            expect(number).toBe(model.seeds.indexOf(step.seed) + 1);
          }
          if (step.do === "promote") {
            const seed = model.seeds[step.number - 1];
            const already = model.champions.at(-1) === step.number;
            const first = model.champions.length === 0;
            const allowed = seed !== undefined && (already || step.override || (first && seed % 2 === 0));
            const outcome = await outcomeOf(
              registry.promote(`late@${step.number}`, step.override ? { override: { reason: "must" } } : {}),
            );
            expect(outcome).toBe(allowed ? "done" : seed === undefined ? "missing" : "state");
            if (allowed && !already) {
              model.champions.push(step.number);
              model.events++;
            }
          }
          if (step.do === "rollback") {
            const former = model.champions.slice(0, -1);
            const target = step.to ?? former.at(-1);
            const allowed = target !== undefined && former.includes(target) && target !== model.champions.at(-1);
            const outcome = await outcomeOf(
              registry.rollback("late", { reason: "slow", ...(step.to !== undefined && { to: step.to }) }),
            );
            expect(outcome).toBe(allowed ? "done" : "state");
            if (allowed) {
              model.champions = former.slice(0, former.lastIndexOf(target) + 1);
              model.events++;
            }
          }
          if (step.do === "alias") {
            const known = model.seeds[step.number - 1] !== undefined;
            expect(await outcomeOf(registry.alias(`late@${step.number}`, step.name))).toBe(known ? "done" : "missing");
            if (known && model.aliases.get(step.name) !== step.number) {
              model.aliases.set(step.name, step.number);
              model.events++;
            }
          }
          model.past.push({ time: clock.now(), champion: model.champions.at(-1) });
        }
        for (const registry of [...registries, createRegistry({ store, clock })]) {
          expect(await registry.head("late")).toBe(model.events);
          expect((await registry.history("late")).length).toBe(model.events);
          expect((await registry.champion("late"))?.number).toBe(model.champions.at(-1));
          for (const [alias, number] of model.aliases)
            expect((await registry.get(`late@${alias}`)).number).toBe(number);
          const lastAt = new Map(model.past.map(({ time, champion }) => [time, champion]));
          for (const [at, champion] of lastAt) expect((await registry.champion("late", { at }))?.number).toBe(champion);
        }
      }),
      { numRuns: 60 },
    );
  });
});

async function outcomeOf(promise: Promise<unknown>): Promise<string | undefined> {
  try {
    await promise;
    return "done";
  } catch (error) {
    return errorCode(error);
  }
}
