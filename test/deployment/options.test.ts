import { latency, type RouterOptions } from "golden-pipeline/deployment";
import { describe, expect, it } from "vitest";
import type { CanaryOptions } from "../../src/deployment/house.js";
import { routerOf, type Visit } from "./make.js";

describe("a router's options", () => {
  it.each([
    [{ followMilliseconds: 0 }, "`followMilliseconds` to be a finite number above 0"],
    [{ followMilliseconds: 5000, leaseMilliseconds: 9000 }, "`leaseMilliseconds` of more than twice"],
    [{ storeTimeoutMilliseconds: Number.NaN }, "`storeTimeoutMilliseconds` to be"],
    [{ timeoutMilliseconds: -1 }, "`timeoutMilliseconds` to be"],
    [{ rememberedKeys: 0 }, "`rememberedKeys`"],
    [{ fallback: { value: 7 } }, "a probability from 0 to 1"],
    [{ fallback: { value: "yes" } as never }, "`fallback.value` to be a number, as the task is binary"],
    [{ registry: { predict: () => 1 } as never }, "only registered versions serve"],
    [{ model: "buyers" as never }, "`model` to be a model name"],
    [{ unit: "user" as never }, "`unit` to be a function"],
    [{ guardrails: [] }, "one guardrail or more"],
    [{ guardrails: [{ name: "x" }] as never }, "a function `check`"],
    [{ guardrails: [latency(), latency({ maximumRatio: 3 })] }, "a `name` of its own"],
    [{ timeoutMiliseconds: 5 } as never, "only the options"],
  ] as readonly (readonly [Partial<RouterOptions<Visit, "bought", boolean>>, string])[])(
    "are checked when it is made: %o",
    async (options, message) => {
      await expect(routerOf([{ value: 0.1 }], options)).rejects.toThrow(message);
    },
  );
});

describe("a canary's options", () => {
  it.each([
    [{}, "either a `share` or a `ramp`"],
    [{ share: 0.1, ramp: { shares: [0.1] } }, "either a `share` or a `ramp`"],
    [{ share: 1.1 }, "`share` to be a share from 0 to 1"],
    [{ ramp: { shares: [] } }, "`ramp.shares` that grow"],
    [{ ramp: { shares: [0.5, 0.1] } }, "`ramp.shares` that grow"],
    [{ ramp: { shares: [0.1], minimumRequests: -1 } }, "ramp] Expected `minimumRequests`"],
    [{ ramp: { shares: [0.1], minimumMilliseconds: Number.NaN } }, "ramp] Expected `minimumMilliseconds`"],
    [{ share: 0.1, circuit: { last: 0 } }, "`last`"],
    [{ share: 0.1, circuit: { maximumErrors: 50, last: -1 } }, "`last`"],
    [{ share: Number.NaN }, "`share`"],
    [{ share: 0.1, guardrails: [] }, "one guardrail or more"],
    [{ share: 0.1, ramps: {} } as never, "only the options"],
  ] as readonly (readonly [CanaryOptions, string])[])(
    "are checked before anything is recorded: %o",
    async (options, message) => {
      const router = await routerOf([{ value: 0.1 }, { value: 0.9 }]);
      await expect(router.canary("buyers@2", options)).rejects.toThrow(message);
      expect(router.epoch).toBe(1);
    },
  );
});
