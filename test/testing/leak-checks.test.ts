import { createMemoryHistory, features, type HistoryStore } from "golden-pipeline/features";
import { contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createDataset } from "../../src/dataset/index.js";
import { historyChecks } from "../../src/testing/history-checks.js";
import { leakChecks } from "../../src/testing/leak-checks.js";
import { batchOf, flights, schedule } from "../features/flights.js";

const rows = schedule(200);

describe("leak checks pass honest features:", () => {
  const honest = features(flights, (flight) => {
    const recent = flight.origin.history({ window: "6h" }).mean("delay");
    return {
      distance: flight.distance.standardize(),
      carrier: flight.carrier.oneHot(),
      hour: flight.departedAt.hourOfDay().cyclical(),
      recentDelay: recent,
      relative: recent.impute(0).minus(flight.distance).standardize(),
      lateShare: flight.origin.history({ window: "3h" }).mean((past) => past.delay.atLeast(15)),
      traffic: flight.origin.history({ window: "1h" }).count(),
      farthest: flight.origin.history({ window: "2h" }).maximum("distance"),
      cautious: flight.origin
        .history({ window: "1d", knownAt: (past) => past.departedAt.plusMinutes(600) })
        .sum("delay"),
    };
  });
  for (const { name, run } of leakChecks(honest, rows)) it(name, run);
});

describe("leak checks", () => {
  const one = async (definition: Parameters<typeof leakChecks>[0], data: Parameters<typeof leakChecks>[1] = rows) => {
    const [check] = [...leakChecks(definition, data)];
    await check?.run();
  };

  it("refuse a history that takes labels as known at the departure", async () => {
    const early = features(flights, (flight) => ({
      recentDelay: flight.origin.history({ window: "6h", knownAt: (past) => past.departedAt }).mean("delay"),
    }));
    await expect(one(early)).rejects.toThrow(/features recentDelay.*when delay, not yet known in \d+ rows, is changed/);
    await expect(one(early, await createDataset(flights, [batchOf(rows)]))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[AssertionError: [golden-pipeline] [features recentDelay] Expected only what is known at 2001-04-01T09:55:00.000Z (row 119), got 28.958333333333332, which becomes 22.458333333333332 when delay, not yet known in 101 rows, is changed]`,
    );
  });

  it("refuse a share of late flights that is known too early, by a few minutes", async () => {
    const early = features(flights, (flight) => ({
      late: flight.origin
        .history({ window: "6h", knownAt: (past) => past.departedAt.plusMinutes(past.distance.times(0.13).plus(10)) })
        .mean((past) => past.delay.atLeast(15)),
    }));
    await expect(one(early)).rejects.toThrow("features late");
  });

  it("refuse a history of whether a label is there at all", async () => {
    const early = features(flights, (flight) => ({
      landed: flight.origin.history({ window: "6h", knownAt: (past) => past.departedAt }).count("delay"),
    }));
    await expect(one(early)).rejects.toThrow(/when delay, not yet known in \d+ rows, is taken away/);
  });

  it("refuse a history that counts flights of the future", async () => {
    const early = features(flights, (flight) => ({
      traffic: flight.origin.history({ window: "6h", knownAt: (past) => past.departedAt.plusMinutes(-60) }).count(),
    }));
    await expect(one(early)).rejects.toThrow(/when \d+ rows of that moment or later are taken away/);
  });

  it("leave alone what says when things are known: a landing time that is itself a label", async () => {
    const landings = contract(
      "landings",
      z.object({ departedAt: z.date(), origin: z.string(), landedAt: z.date(), delay: z.int() }),
      {
        eventTime: "departedAt",
        labels: { landedAt: { knownAt: (flight) => flight.landedAt }, delay: { knownAt: (flight) => flight.landedAt } },
      },
    );
    const flown = rows.map(({ departedAt, origin, distance, delay }) => ({
      departedAt,
      origin,
      landedAt: new Date(departedAt.getTime() + distance * 10_000),
      delay: delay ?? 0,
    }));
    const honest = features(landings, (flight) => ({
      recentDelay: flight.origin.history({ window: "6h" }).mean("delay"),
      recentTime: flight.origin.history({ window: "6h" }).mean((past) => past.landedAt.minutesSince(past.departedAt)),
    }));
    for (const { run } of leakChecks(honest, flown)) await run();
  });

  it("refuse data that cannot show anything", async () => {
    const narrow = features(flights, (flight) => ({ near: flight.origin.history({ window: "1m" }).mean("delay") }));
    await expect(one(narrow, schedule(3))).rejects.toThrow("rows with earlier ones in their windows");
    await expect(one(narrow, [])).rejects.toThrow("none among 0 rows");
    const timeless = contract("timeless", z.object({ x: z.number() }));
    const plain = features(timeless, ({ x }) => ({ x }));
    expect(() => [...leakChecks(plain, [{ x: 1 }])]).toThrow("`eventTime`");
    expect(() => [...leakChecks(narrow, rows, { samples: 0 })]).toThrow("`samples`");
  });
});

describe("a memory history: ", () => {
  for (const { name, run } of historyChecks(() => createMemoryHistory())) it(name, run);
});

describe("history checks", () => {
  it("notice a store that looks into the future, and one that forgets corrections", async () => {
    const failing = async (spoil: (history: HistoryStore) => HistoryStore): Promise<string[]> => {
      const failed: string[] = [];
      for (const { name, run } of historyChecks(() => spoil(createMemoryHistory())))
        await run().catch(() => failed.push(name));
      return failed;
    };
    expect(await failing((history) => history)).toEqual([]);
    const future = await failing((history) => ({
      ...history,
      read: (series, key, at, window) => history.read(series, key, at + 1, window),
    }));
    expect(future).toContain("a window holds its beginning and not its end");
    let number = 0;
    const forgetful = await failing((history) => ({
      ...history,
      record: (entries) => history.record(entries.map((entry) => ({ ...entry, id: `${number++}` }))),
    }));
    expect(forgetful).toEqual(["the same id again takes the place of the earlier value, wherever in time it stood"]);
  });
});
