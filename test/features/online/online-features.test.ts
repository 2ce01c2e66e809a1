import { createSimulatedClock } from "golden-pipeline";
import { createMemoryOnlineFeatures, onlineColumns } from "golden-pipeline/features";
import type { OnlineFeatures } from "golden-pipeline/ports";
import { onlineFeaturesChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";

const now = 10 * 3_600_000;
const made = () =>
  createMemoryOnlineFeatures({
    features: { visits: {}, country: { maximumAgeMilliseconds: 3_600_000 } },
    clock: createSimulatedClock(now),
  });

describe("memory online features", () => {
  for (const { name, run } of onlineFeaturesChecks(async () => ({ online: made(), now, close: async () => undefined })))
    it(name, run);

  it("refuse an age that is none", () => {
    expect(() =>
      createMemoryOnlineFeatures({ features: { visits: { maximumAgeMilliseconds: 0 } } }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [online feature visits] Expected \`maximumAgeMilliseconds\` to be a number above 0, got 0 (number)]`,
    );
  });
});

describe("the suite for online features", () => {
  const failing = async (broken: (online: Required<OnlineFeatures>) => Required<OnlineFeatures>) => {
    const failed: string[] = [];
    for (const { name, run } of onlineFeaturesChecks(async () => ({
      online: broken(made()),
      now,
      close: async () => undefined,
    })))
      await run().catch(() => failed.push(name));
    return failed;
  };

  it("finds keys that are joined without a separator", async () => {
    const joined = await failing((online) => ({
      ...online,
      get: (entities, ...rest) =>
        online.get(
          entities.map((entity) => ({ key: Object.values(entity).join("") })),
          ...rest,
        ),
      write: (rows) =>
        online.write(rows.map((row) => ({ ...row, entity: { key: Object.values(row.entity).join("") } }))),
    }));
    expect(joined).toEqual(["entities of several keys are told apart, whatever order the keys stand in"]);
  });

  it("finds a store that never says that a value is expired", async () => {
    const stale = await failing((online) => ({
      ...online,
      get: async (...asked) =>
        (await online.get(...asked)).map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([feature, value]) => [
              feature,
              value.status === "expired" ? { ...value, status: "present" as const } : value,
            ]),
          ),
        ),
    }));
    expect(stale).toEqual(["a value older than its feature allows is expired, at the very age it is not"]);
  });
});

describe("online columns", () => {
  const request = { user: "a", page: "/" };

  it("complete all rows in one call, and say what is unavailable and why", async () => {
    const online = made();
    let calls = 0;
    const counted: OnlineFeatures = {
      specificationVersion: "v1",
      get: (...asked) => {
        calls++;
        return online.get(...asked);
      },
    };
    await online.write([{ entity: { user: "a" }, eventTime: now - 7_200_000, values: { visits: 3, country: "AT" } }]);
    const complete = onlineColumns<typeof request>(counted, {
      entity: ({ user }) => ({ user }),
      columns: { visits: "visits", from: "country" },
    });
    expect(await complete([request, { ...request, user: "b" }])).toEqual([
      { row: { user: "a", page: "/", visits: 3, from: null }, unavailable: { from: "expired" } },
      {
        row: { user: "b", page: "/", visits: null, from: null },
        unavailable: { visits: "not-found", from: "not-found" },
      },
    ]);
    expect(calls).toBe(1);
  });

  it("refuse to look up nothing", () => {
    expect(() => onlineColumns(made(), { entity: () => ({}), columns: {} })).toThrow("at least one of `columns`");
  });
});
