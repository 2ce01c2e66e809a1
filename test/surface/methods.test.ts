import { InvalidArgumentError } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { routerOf } from "../deployment/make.js";
import { impossible } from "./surface.js";

const router = () => routerOf([{ value: 0.1 }, { value: 0.9 }]);

/** Methods of objects that a function gives, by the options that they take: a valid call, and the paths that are tried. */
const methods = {
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
} as const;

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
