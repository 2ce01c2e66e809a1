import { InvalidArgumentError } from "golden-pipeline";
import { createMemoryStore } from "golden-pipeline/core";
import { createRegistry, type Registry } from "golden-pipeline/registry";
import { describe, expect, it } from "vitest";
import { exampleManifest } from "../../src/testing/example-version.js";
import { routerOf } from "../deployment/make.js";
import { impossible } from "./surface.js";

const registry = async (): Promise<Registry> => {
  const store = createMemoryStore();
  const made = createRegistry({ store });
  for (const seed of [1, 2]) await made.register(await exampleManifest(store, seed));
  return made;
};
const router = () => routerOf([{ value: 0.1 }, { value: 0.9 }]);

interface Method {
  readonly call: (options: object) => Promise<unknown>;
  readonly valid: object;
  readonly paths: readonly string[];
  readonly takes: readonly string[];
}

/** Methods of objects that a function gives, by the options that they take: a valid call, and the paths that are tried. */
const methods: Readonly<Record<string, Method>> = {
  "router.shadow": {
    call: async (options: object) => (await router()).shadow("buyers@2", options),
    valid: { share: 1 },
    paths: ["share", "maximumQueued", "maximumBytes", "concurrency", "timeoutMilliseconds", "maximumBusy"],
    takes: ["maximumBytes: infinite"],
  },
  "router.canary": {
    call: async (options: object) => (await router()).canary("buyers@2", options as never),
    valid: { share: 0.5 },
    paths: ["share", "evenIfRolledBack"],
    takes: [],
  },
  "router.canaryShare": {
    call: async ({ share }: { share?: unknown; notAnOption?: unknown }) => {
      const made = await router();
      await made.canary("buyers@2", { share: 0.5 });
      await made.canaryShare(share as never);
    },
    valid: { share: 0.5 },
    paths: ["share"],
    takes: ["notAnOption"],
  },
  "router.flip": {
    call: async (options: object) => (await router()).flip("buyers@2", options),
    valid: {},
    paths: ["warmUp", "evenIfRolledBack"],
    takes: [],
  },
  "registry.get": {
    call: async (options: object) => (await registry()).get("late@1", options),
    valid: {},
    paths: ["at"],
    takes: ["at: negative"],
  },
  "registry.alias": {
    call: async (options: object) => (await registry()).alias("late@1", "challenger", options),
    valid: {},
    paths: ["expect"],
    takes: [],
  },
  "registry.promote": {
    call: async (options: object) => (await registry()).promote("late@1", options),
    valid: {},
    paths: ["expect", "evidence", "override"],
    takes: [],
  },
  "registry.rollback": {
    call: async (options: object) => {
      const made = await registry();
      await made.promote("late@1");
      await made.promote("late@2", { override: { reason: "to have two" } });
      return made.rollback("late", options as never);
    },
    valid: { reason: "slow" },
    paths: ["to", "expect"],
    takes: [],
  },
};

describe("methods that take options", () => {
  it.each(Object.entries(methods))(
    "refuse impossible values and unknown names: %s",
    async (_, { call, valid, paths, takes }) => {
      await call(valid);
      const tried = paths.flatMap((name) =>
        Object.entries(impossible)
          // Text is what a reason is.
          .filter(([what]) => name !== "evenIfRolledBack" || what !== "text")
          .map(([what, value]) => ({ name, what: `${name}: ${what}`, options: { ...valid, [name]: value } })),
      );
      const all = [...tried, { name: "notAnOption", what: "notAnOption", options: { ...valid, notAnOption: 1 } }];
      const accepted: string[] = [];
      for (const { name, what, options } of all) {
        const error: unknown = await call(options).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        if (!(error instanceof InvalidArgumentError && new RegExp(`\\b${name}\\b`).test(error.message)))
          accepted.push(what);
      }
      expect(accepted).toEqual(takes);
    },
  );
});
