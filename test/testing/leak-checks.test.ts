import { createRandom, type Random } from "golden-pipeline/core";
import { createMemoryHistory, features, type HistoryStore } from "golden-pipeline/features";
import { contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createDataset } from "../../src/dataset/index.js";
import { historyChecks } from "../../src/testing/history-checks.js";
import { leakChecks } from "../../src/testing/leak-checks.js";
import { batchOf, flights, schedule, start } from "../features/flights.js";

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
      `[AssertionError: [golden-pipeline] [features recentDelay] Expected only what is known at 2001-04-01T07:25:00.000Z (row 89), got 28.541666666666668, which becomes 72.33333333333333 when delay, not yet known in 131 rows, is changed]`,
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
    const landedOnly = rows.map((row) => ({ ...row, delay: row.delay ?? 0 }));
    const early = features(flights, (flight) => ({
      landed: flight.origin.history({ window: "6h", knownAt: (past) => past.departedAt }).count("delay"),
    }));
    await expect(one(early, landedOnly)).rejects.toThrow(/when delay, not yet known in \d+ rows, is taken away/);
  });

  it("refuse a history that counts flights of the future", async () => {
    const early = features(flights, (flight) => ({
      traffic: flight.origin.history({ window: "6h", knownAt: (past) => past.departedAt.plusMinutes(-60) }).count(),
    }));
    await expect(one(early)).rejects.toThrow(/when origin is changed in \d+ rows of that moment or later/);
  });

  describe("find one value too many in a window of a day, whatever the scale, the aggregate and the seed:", () => {
    const amounts = contract(
      "amounts",
      z.object({ at: z.date(), shop: z.string(), amount: z.number(), refund: z.number().nullable() }),
      { eventTime: "at", labels: { refund: { knownAt: (row) => row.at.plusMinutes(60) } } },
    );
    const from = (scale: number) => {
      const draw = createRandom(`amounts ${scale}`);
      return Array.from({ length: 1_000 }, (_, row) => ({
        at: new Date(start + (row + draw()) * 37 * 60_000),
        shop: "one",
        amount: draw() * scale,
        refund: draw() * scale,
      }));
    };
    for (const scale of [1e6, 1e-6, 1e12])
      for (const aggregate of ["maximum", "minimum", "mean"] as const)
        for (const [column, minutes] of [
          ["amount", -15],
          ["refund", 45],
        ] as const)
          it(`${aggregate} of ${column} up to ${scale}, known 15 minutes early`, async () => {
            const early = features(amounts, (row) => ({
              early: row.shop
                .history({ window: "1d", knownAt: (past) => past.at.plusMinutes(minutes) })
                [aggregate](column),
            }));
            const data = from(scale);
            for (let seed = 0; seed < 10; seed++) {
              const [check] = [...leakChecks(early, data, { random: createRandom(`seed ${seed}`) })];
              await expect(check?.run()).rejects.toThrow("features early");
            }
          });
  });

  describe("find one row in a thousand that is known too early,", () => {
    const orders = contract(
      "orders",
      z.object({
        at: z.date(),
        shop: z.string(),
        early: z.number(),
        amount: z.number(),
        refund: z.number(),
        claim: z.number(),
      }),
      {
        eventTime: "at",
        labels: {
          refund: { knownAt: (row) => row.at.plusMinutes(60) },
          claim: { knownAt: (row) => row.at.plusMinutes(90) },
        },
      },
    );
    const draw = createRandom("orders");
    const data = Array.from({ length: 1_000 }, (_, row) => ({
      at: new Date(start + row * 20 * 60_000),
      shop: "one",
      early: row === 500 ? 50 : 0,
      amount: draw(),
      refund: draw(),
      claim: draw(),
    }));
    const cases = {
      "of a column": features(orders, ({ shop }) => ({
        one: shop
          .history({ window: "1d", knownAt: (past) => past.at.plusMinutes(past.early.times(-1)) })
          .mean("amount"),
      })),
      "of a label": features(orders, ({ shop }) => ({
        one: shop
          .history({ window: "1d", knownAt: (past) => past.at.plusMinutes(past.early.times(-1).plus(60)) })
          .mean("refund"),
      })),
      "of two labels, known when the later one is": features(orders, ({ shop }) => ({
        one: shop
          .history({ window: "1d", knownAt: (past) => past.at.plusMinutes(past.early.times(-1).plus(90)) })
          .mean((past) => past.refund.plus(past.claim)),
      })),
      "in one of two histories": features(orders, ({ shop }) => ({
        one: shop
          .history({ window: "1d", knownAt: (past) => past.at.plusMinutes(past.early.times(-1)) })
          .mean("amount")
          .minus(shop.history({ window: "1d" }).mean("amount")),
      })),
    };
    for (const [where, early] of Object.entries(cases))
      it(where, async () => {
        for (let seed = 0; seed < 5; seed++) {
          const [check] = [...leakChecks(early, data, { random: createRandom(`seed ${seed}`) })];
          await expect(check?.run()).rejects.toThrow("features one");
        }
      });
  });

  describe("change labels of every kind, whatever they hold:", () => {
    const answers = contract(
      "answers",
      z.object({
        at: z.date(),
        user: z.string(),
        good: z.boolean().nullable(),
        word: z.string().nullable(),
        until: z.date().nullable(),
        amount: z.number().nullable(),
        items: z.int().nullable(),
        notes: z.array(z.string()).nullable(),
      }),
      {
        eventTime: "at",
        labels: {
          good: { knownAt: (row) => row.at.plusMinutes(60) },
          word: { knownAt: (row) => row.at.plusMinutes(60) },
          until: { knownAt: (row) => row.at.plusMinutes(60) },
          amount: { knownAt: (row) => row.at.plusMinutes(60) },
          items: { knownAt: (row) => row.at.plusMinutes(60) },
          notes: { knownAt: (row) => row.at.plusMinutes(60) },
        },
      },
    );
    const nothing = { good: null, word: null, until: null, amount: null, items: null, notes: ["none"] };
    const early = features(answers, ({ user }) => {
      const past = user.history({ window: "1d", knownAt: (row) => row.at });
      return {
        good: past.mean((row) => row.good),
        word: past.mean((row) => row.word.equals("yes")),
        until: past.maximum((row) => row.until.minutesSince(row.at)),
        amount: past.maximum("amount"),
        items: past.mean("items"),
      };
    });
    const far = Number.MAX_SAFE_INTEGER;
    const cases: readonly [keyof typeof nothing, string, readonly unknown[]][] = [
      ["good", "yes", [true, true, true]],
      ["good", "no", [false, false, false]],
      ["word", "the word asked for", ["yes", "yes", "yes"]],
      ["until", "one moment", [new Date(start), new Date(start), new Date(start)]],
      ["amount", "one large number", [1e18, 1e18, 1e18]],
      ["amount", "nothing but zero", [0, 0, 0]],
      ["amount", "no number", [Number.NaN, Number.NaN, Number.NaN]],
      ["amount", "no number among numbers", [Number.NaN, 1, 2]],
      ["amount", "no bound", [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 1]],
      ["items", "whole numbers as large as can be", [far, -far, far]],
      ["items", "one whole number as large as can be", [far, far, far]],
    ];
    for (const [label, what, values] of cases)
      it(`${label}, ${what}`, async () => {
        const data = values.map((value, row) => ({
          ...nothing,
          at: new Date(start + row * 60_000),
          user: "one",
          [label]: value,
        }));
        const check = [...leakChecks(early, data)].find(({ name }) => name.includes(`"${label}"`));
        await expect(check?.run()).rejects.toThrow(`${label}, not yet known in 3 rows, is changed`);
      });
  });

  it("take a label known exactly at the prediction's time as unknown, and so is a row of that very time", async () => {
    const minute = 60_000;
    const visits = contract("visits", z.object({ at: z.date(), user: z.string(), bought: z.boolean() }), {
      eventTime: "at",
      labels: { bought: { knownAt: (visit) => visit.at.plusMinutes(10) } },
    });
    const each10 = Array.from({ length: 60 }, (_, row) => ({
      at: new Date(start + row * 10 * minute),
      user: "one",
      bought: row % 3 === 0,
    }));
    const share = (minutes: number) =>
      features(visits, (visit) => ({
        bought: visit.user
          .history({ window: "1h", knownAt: (past) => past.at.plusMinutes(minutes) })
          .mean((past) => past.bought),
      }));
    await one(share(10), each10);
    await expect(one(share(9.999), each10)).rejects.toThrow("bought, not yet known in");
    const traffic = (minutes: number) =>
      features(visits, (visit) => ({
        traffic: visit.user.history({ window: "1h", knownAt: (past) => past.at.plusMinutes(minutes) }).count(),
      }));
    await one(traffic(0), each10);
    await expect(one(traffic(-0.001), each10)).rejects.toThrow("rows of that moment or later");
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

  it("leave alone a column that says when a history's rows are known", async () => {
    const parcels = contract("parcels", z.object({ sentAt: z.date(), city: z.string(), scannedAt: z.date() }), {
      eventTime: "sentAt",
    });
    const honest = features(parcels, (parcel) => ({
      minutes: parcel.city
        .history({ window: "30d", knownAt: (past) => past.scannedAt })
        .mean((past) => past.scannedAt.minutesSince(past.sentAt)),
    }));
    const sent = Array.from({ length: 40 }, (_, row) => ({
      sentAt: new Date(start + row * 600_000),
      city: "one",
      scannedAt: new Date(start + row * 600_000 + (row % 7) * 60_000),
    }));
    await one(honest, sent);
  });

  it("take a label whose known time is missing as unknown", async () => {
    const trips = contract(
      "trips",
      z.object({ at: z.date(), user: z.string(), minutes: z.number().nullable(), tip: z.number() }),
      { eventTime: "at", labels: { tip: { knownAt: (trip) => trip.at.plusMinutes(trip.minutes) } } },
    );
    const early = features(trips, (trip) => ({
      tip: trip.user.history({ window: "1d", knownAt: (past) => past.at }).mean("tip"),
    }));
    const data = (undone: number) =>
      Array.from({ length: 10 }, (_, row) => ({
        at: new Date(start + row * 60_000),
        user: "one",
        minutes: row === undone ? null : 0,
        tip: row,
      }));
    await one(early, data(-1));
    await expect(one(early, data(3))).rejects.toThrow("features tip");
  });

  it("look at as many rows as they are asked to, 20 unless told, and at no column that is not read", async () => {
    const distance = features(flights, (flight) => ({ one: flight.distance }));
    const both = features(flights, (flight) => ({ one: flight.distance.plus(flight.taxi) }));
    const drawn = async (definition: typeof distance, samples?: number) => {
      let draws = 0;
      const counted = (random: Random): Random =>
        Object.assign(
          () => {
            draws++;
            return random();
          },
          { stream: (name: string) => counted(random.stream(name)) },
        );
      const options = { ...(samples && { samples }), random: counted(createRandom("one")) };
      for (const { run } of leakChecks(definition, rows, options)) await run();
      return draws;
    };
    const [first, twenty, all] = [await drawn(distance, 1), await drawn(distance, 20), await drawn(distance, 1_000)];
    expect([first < twenty, twenty < all]).toEqual([true, true]);
    expect(await drawn(distance)).toBe(twenty);
    expect(await drawn(both, 20)).toBeGreaterThan(twenty);
  });

  it("look at features that read no label where the data have none yet", async () => {
    const { delay: _, ...columns } = batchOf(rows).columns;
    const unlabelled = await createDataset(flights, [{ length: rows.length, columns }]);
    await one(
      features(flights, (flight) => ({ traffic: flight.origin.history({ window: "1h" }).count() })),
      unlabelled,
    );
  });

  it("refuse data that cannot show anything", async () => {
    const narrow = features(flights, (flight) => ({ near: flight.origin.history({ window: "1m" }).mean("delay") }));
    await expect(one(narrow, schedule(3))).rejects.toThrow("rows with earlier ones in their windows");
    const plainDistance = features(flights, (flight) => ({ distance: flight.distance }));
    const never = rows.map((row) => ({ ...row, departedAt: new Date(Number.NaN) }));
    await expect(one(plainDistance, never)).rejects.toThrow("Expected rows with an event time");
    expect(() => [...leakChecks({} as never, rows)]).toThrow("features, as `features()` makes them");
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
