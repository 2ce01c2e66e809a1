import fc from "fast-check";
import { createMemoryStore, createRunner, InvalidArgumentError } from "golden-pipeline";
import { collectRows, createDataset, openDataset, saveDataset, wholeBatch } from "golden-pipeline/dataset";
import { applyFeatures, asOfJoin, features, fitFeatures } from "golden-pipeline/features";
import { batchFromRows, type Contract, contract } from "golden-pipeline/schema";
import { createRowValidator } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const orders = contract(
  "orders",
  z.object({ at: z.date(), shop: z.string().nullable(), till: z.int(), paid: z.boolean() }),
  { eventTime: "at", labels: { paid: { knownAt: (order) => order.at.plusMinutes(60) } } },
);
const rates = contract(
  "rates",
  z.object({
    since: z.date(),
    written: z.date().nullable(),
    shop: z.string(),
    till: z.int(),
    rate: z.number().positive().nullable(),
    stars: z.int().nullable(),
  }),
  { eventTime: "since", labels: { stars: { knownAt: (rate) => rate.since.plusMinutes(30) } } },
);

const minute = 60_000;
const time = (minutes: number) => new Date(Date.UTC(2026, 0, 1) + minutes * minute);
type Order = { at: Date; shop: string | null; till: number; paid: boolean };
type Rate = {
  since: Date;
  written: Date | null;
  shop: string;
  till: number;
  rate: number | null;
  stars: number | null;
};
const order = (at: number, shop: string | null = "a", till = 1): Order => ({ at: time(at), shop, till, paid: true });
const rate = (since: number, value: number | null, more: Partial<Rate> = {}): Rate => ({
  since: time(since),
  written: time(since),
  shop: "a",
  till: 1,
  rate: value,
  stars: null,
  ...more,
});

async function datasetOf<Row extends object, Label extends string>(
  of: Contract<Row, Label>,
  rows: readonly Row[],
  size = 1000,
) {
  const batches = [];
  for (let from = 0; from < rows.length; from += size)
    batches.push(batchFromRows(of.columns, rows.slice(from, from + size) as readonly Record<string, unknown>[]));
  return createDataset(of, batches);
}

const by = { shop: "shop", till: "till" } as const;

async function ratesOf(
  some: readonly Order[],
  others: readonly Rate[],
  options: { maximumAgeMilliseconds?: number; known?: boolean } = {},
): Promise<(number | null)[]> {
  const { known = false, ...age } = options;
  const join = asOfJoin("orders-with-rates", orders, rates, {
    by,
    columns: { rate: "rate" },
    ...age,
    ...(known && { knownAt: (row) => row.written }),
  });
  const joined = await join.with(await datasetOf(rates, others, 4))(await datasetOf(orders, some, 3));
  return (await collectRows(joined)).map((row) => row.rate);
}

describe("a join as of a moment", () => {
  it("takes the newest row of the same keys that had happened, that moment included", async () => {
    const others = [rate(10, 2), rate(0, 1), rate(20, 3), rate(5, 9, { shop: "b" }), rate(5, 8, { till: 2 })];
    expect(await ratesOf([order(9), order(10), order(19), order(500), order(-1)], others)).toEqual([1, 2, 2, 3, null]);
    expect(await ratesOf([order(9, "b"), order(9, "a", 2), order(9, "c"), order(9, null)], others)).toEqual([
      9,
      8,
      null,
      null,
    ]);
  });

  it("leaves what is older than its age, the limit included, and takes nothing older in its place", async () => {
    const found = await ratesOf([order(5), order(6), order(11)], [rate(0, 1), rate(10, 2)], {
      maximumAgeMilliseconds: 5 * minute,
    });
    expect(found).toEqual([1, null, 2]);
    expect(await ratesOf([order(0), order(1)], [rate(0, 1)], { maximumAgeMilliseconds: 0 })).toEqual([1, null]);
  });

  it("takes of rows of one time the one that was known last, and of those the last", async () => {
    const corrected = [rate(0, 2, { written: time(5) }), rate(0, 1, { written: time(3) })];
    expect(await ratesOf([order(4), order(6), order(2)], corrected, { known: true })).toEqual([1, 2, null]);
    expect(await ratesOf([order(4)], [rate(0, 1), rate(0, 2)])).toEqual([2]);
  });

  it("sees of rows that were filled in afterwards only what was known then", async () => {
    const late = [rate(0, 1), rate(1, 2, { written: time(100) }), rate(2, 3, { written: null })];
    expect(await ratesOf([order(50), order(100)], late, { known: true })).toEqual([1, 2]);
    expect(await ratesOf([order(50)], late)).toEqual([3]);
  });

  it("takes a label only once it is known, and a value that is missing as missing", async () => {
    const starred = asOfJoin("orders-with-stars", orders, rates, { by, columns: { stars: "stars", rate: "rate" } });
    const joined = await starred.with(await datasetOf(rates, [rate(0, null, { stars: 5 })]))(
      await datasetOf(orders, [order(29), order(30)]),
    );
    expect((await collectRows(joined)).map(({ stars, rate: value }) => [stars, value])).toEqual([
      [null, null],
      [5, null],
    ]);
  });

  it("keeps every row once and in its order, whatever both hold, as looking at all pairs says", async () => {
    const moment = fc.integer({ min: 0, max: 12 });
    const anyOrder = fc
      .tuple(moment, fc.constantFrom("a", "b", "", null), fc.integer({ min: 1, max: 2 }))
      .map(([at, shop, till]) => order(at, shop, till));
    const anyRate = fc
      .record({
        since: moment,
        written: fc.option(moment),
        shop: fc.constantFrom("a", "b", ""),
        till: fc.integer({ min: 1, max: 2 }),
        rate: fc.option(fc.integer({ min: 1, max: 99 })),
      })
      .map(({ since, written, ...more }) =>
        rate(since, more.rate, { ...more, written: written === null ? null : time(written) }),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyOrder, { maxLength: 12 }),
        fc.array(anyRate, { maxLength: 25 }),
        fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
        fc.boolean(),
        async (some, others, age, known) => {
          const expected = some.map(({ at, shop, till }) => {
            const eligible = others.filter(
              (other) =>
                other.shop === shop &&
                other.till === till &&
                other.since <= at &&
                (age === undefined || at.getTime() - other.since.getTime() <= age * minute) &&
                (!known || (other.written !== null && other.written <= at)),
            );
            const tie = (other: Rate) => (known ? (other.written?.getTime() ?? 0) : 0);
            eligible.sort((left, right) => left.since.getTime() - right.since.getTime() || tie(left) - tie(right));
            return eligible.at(-1)?.rate ?? null;
          });
          const options = { known, ...(age !== undefined && { maximumAgeMilliseconds: age * minute }) };
          expect(await ratesOf(some, others, options)).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("shows nothing of what becomes known later: changing it changes no version", async () => {
    const versionWith = async (later: number) => {
      const others = [rate(0, 1), rate(1, later, { written: time(60) }), rate(59, later, { since: time(61) })];
      const join = asOfJoin("orders-with-rates", orders, rates, {
        by,
        columns: { rate: "rate" },
        knownAt: (row) => row.written,
      });
      const joined = await join.with(await datasetOf(rates, others))(await datasetOf(orders, [order(10), order(59)]));
      return joined.version;
    };
    expect(await versionWith(2)).toBe(await versionWith(3));
  });

  it("is a dataset of both, with a contract of its own that keeps labels, event time and checks, and can be kept", async () => {
    const [own, other] = [await datasetOf(orders, [order(1)]), await datasetOf(rates, [rate(0, 1)])];
    const join = asOfJoin("orders-with-rates", orders, rates, { by, columns: { fee: "rate" } });
    const joined = await join.with(other)(own);
    expect(joined.lineage.parents).toEqual([own.version, other.version]);
    expect(joined.contract).toMatchObject({ name: "orders-with-rates", eventTime: "at", labels: orders.labels });
    const fee = joined.contract.columns.find(({ name }) => name === "fee");
    expect(fee).toMatchObject({
      type: "number",
      nullable: true,
      checks: [{ check: "finite" }, { check: "above", value: 0 }],
    });
    const store = createMemoryStore();
    await saveDataset(store, joined);
    expect(await collectRows(await openDataset(store, joined.version, join.contract))).toEqual([
      { ...order(1), fee: 1 },
    ]);
  });

  it("is a stage: of other data another one, refusing rows of other contracts", async () => {
    const join = asOfJoin("orders-with-rates", orders, rates, { by, columns: { fee: "rate" } });
    const stage = join.with(await datasetOf(rates, [rate(0, 1)]));
    expect(join.with(await datasetOf(rates, [rate(0, 2)])).fingerprint).not.toBe(stage.fingerprint);
    const older = asOfJoin("orders-with-rates", orders, rates, {
      by,
      columns: { fee: "rate" },
      maximumAgeMilliseconds: 1,
    });
    expect(older.with(await datasetOf(rates, [rate(0, 1)])).fingerprint).not.toBe(stage.fingerprint);
    const joined = await createRunner({ store: createMemoryStore() }).run(stage, await datasetOf(orders, [order(1)]));
    expect(await collectRows(joined.output)).toEqual([{ ...order(1), fee: 1 }]);
    const more = contract("orders", z.object({ at: z.date(), shop: z.string(), till: z.int(), paid: z.boolean() }), {
      eventTime: "at",
    });
    const refused = stage(await datasetOf(more, []));
    await expect(refused).rejects.toThrow("a dataset under contract orders as it is");
  });

  it("makes features that train and serve alike", async () => {
    const join = asOfJoin("orders-with-rates", orders, rates, { by, columns: { fee: "rate" } });
    const ours = features(join.contract, (row) => ({ fee: row.fee.impute(0).times(2) }));
    const joined = await join.with(await datasetOf(rates, [rate(0, 4)]))(
      await datasetOf(orders, [order(1), order(-1)]),
    );
    const rows = await wholeBatch(joined);
    const fitted = fitFeatures(ours, { rows });
    const [column] = applyFeatures(fitted, { rows }).columns;
    expect(column?.type === "number" && [...column.values]).toEqual([8, 0]);
    expect(createRowValidator(join.contract)({ ...order(1), fee: -1 })).toMatchObject({
      valid: false,
      reasons: [{ column: "fee" }],
    });
  });

  it("under a strict schema takes what it added, and nothing else", () => {
    const strict = contract(
      "strict",
      z.strictObject({ at: z.date(), shop: z.string(), note: z.string().refine((note) => note !== "no") }),
      { eventTime: "at" },
    );
    const check = createRowValidator(
      asOfJoin("joined", strict, rates, { by: { shop: "shop" }, columns: { fee: "rate" } }).contract,
    );
    const row = { at: time(0), shop: "a", note: "yes" };
    expect(check({ ...row, fee: 2 })).toMatchObject({ valid: true, row: { ...row, fee: 2 } });
    expect(check(row)).toMatchObject({ valid: true, row: { ...row, fee: null } });
    expect(check({ ...row, other: 2 }).valid).toBe(false);
    expect(check({ ...row, note: "no" }).valid).toBe(false);
  });

  it("refuses columns that are not there, of another type or already named, contracts without a time, and other options", () => {
    const refused = (options: object, message: RegExp, { of = rates as object, name = "joined" } = {}) => {
      const given = { by, columns: { fee: "rate" }, ...options };
      // @ts-expect-error What JavaScript could hand over.
      const make = () => asOfJoin(name, orders, of, given);
      expect(make).toThrow(InvalidArgumentError);
      expect(make).toThrow(message);
    };
    refused({ by: {} }, /at least one column in `by`/);
    refused({ by: { shop: "till" } }, /columns of one type.*shop, text, and till, integer/);
    refused({ by: { nowhere: "till" } }, /nowhere, no column/);
    refused({ columns: { fee: "nothing" } }, /columns of contract rates.*nothing/);
    refused({ columns: { till: "rate" } }, /names that contract orders has not.*till/);
    refused({ knownAt: () => 1 }, /`knownAt` to be a time/);
    refused({ ttl: 1 }, /ttl/);
    refused({}, /lower-case words/, { name: "Two Words" });
    const timeless = contract("timeless", z.object({ shop: z.string(), till: z.int(), rate: z.number() }));
    refused({}, /`eventTime` in contract timeless/, { of: timeless });
    // @ts-expect-error Neither a column of orders nor one of rates.
    expect(() => asOfJoin("joined", orders, rates, { by: { shops: "shop" }, columns: {} })).toThrow("shops, no column");
  });

  it("of nothing, or with nothing, is empty or all missing", async () => {
    expect(await ratesOf([], [rate(0, 1)])).toEqual([]);
    expect(await ratesOf([order(1)], [])).toEqual([null]);
  });
});
