import fc from "fast-check";
import { collectRows, createDataset, type Dataset, diffDatasets } from "golden-pipeline/dataset";
import { batchFromRows, contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const orders = contract(
  "orders",
  z.object({
    id: z.string(),
    shop: z.int(),
    amount: z.number().nullable(),
    paid: z.boolean(),
    at: z.date(),
    tags: z.array(z.string()),
  }),
);
type Order = {
  readonly id: string;
  readonly shop: number;
  readonly amount: number | null;
  readonly paid: boolean;
  readonly at: Date;
  readonly tags: readonly string[];
};
const order = (id: string, changed: Partial<Order> = {}): Order => ({
  id,
  shop: 1,
  amount: 5,
  paid: false,
  at: new Date(1000),
  tags: ["new"],
  ...changed,
});

/** The rows in batches of this length. */
const datasetOf = (rows: readonly Order[], length = 3) =>
  createDataset(
    orders,
    Array.from({ length: Math.max(1, Math.ceil(rows.length / length)) }, (_, index) =>
      batchFromRows(orders.columns, rows.slice(index * length, (index + 1) * length)),
    ),
  );

describe("diffDatasets by a key", () => {
  it("counts rows added, removed and changed, and in which columns, whatever the order and the batches", async () => {
    const before = await datasetOf(["a", "b", "c", "d", "e"].map((id) => order(id)));
    const after = await datasetOf(
      [
        order("f"),
        order("e", { amount: null }),
        order("d", { paid: true, tags: ["old"] }),
        order("c", { at: new Date(2000) }),
        order("b"),
        order("g"),
      ],
      4,
    );
    const { rows, schema, before: was, after: is } = await diffDatasets(before, after, { key: "id" });
    expect({ was, is, schema }).toEqual({ was: before.version, is: after.version, schema: [] });
    expect(rows).toEqual({
      by: ["id"],
      added: 2,
      removed: 1,
      changed: 3,
      unchanged: 1,
      columns: { amount: 1, paid: 1, tags: 1, at: 1 },
      examples: {
        added: [{ id: "f" }, { id: "g" }],
        removed: [{ id: "a" }],
        changed: [
          { key: { id: "e" }, columns: ["amount"] },
          { key: { id: "d" }, columns: ["paid", "tags"] },
          { key: { id: "c" }, columns: ["at"] },
        ],
      },
    });
  });

  it("takes several columns as a key, and shows at most ten examples", async () => {
    const many = Array.from({ length: 30 }, (_, index) => order(String(index % 5), { shop: index }));
    const { rows } = await diffDatasets(await datasetOf([]), await datasetOf(many), { key: ["id", "shop"] });
    expect(rows).toMatchObject({ added: 30, removed: 0, changed: 0 });
    expect(rows.by !== "row" && rows.examples.added.slice(0, 2)).toEqual([
      { id: "0", shop: 0 },
      { id: "1", shop: 1 },
    ]);
    expect(rows.by !== "row" && rows.examples.added).toHaveLength(10);
  });

  it("refuses a key that stands twice, naming it, one that rows lack, and one that is no column of both", async () => {
    const twice = await datasetOf([order("a"), order("b"), order("b")]);
    const once = await datasetOf([order("a")]);
    await expect(diffDatasets(twice, once, { key: "id" })).rejects.toThrow("several rows of b");
    await expect(diffDatasets(once, twice, { key: "id" })).rejects.toThrow("in `after`");
    const lacking = await datasetOf([order("a", { amount: null })]);
    await expect(diffDatasets(lacking, lacking, { key: "amount" })).rejects.toThrow(
      "`key` column amount in every row of `before`",
    );
    await expect(diffDatasets(once, once, { key: "order" })).rejects.toThrow("id, shop, amount, paid, at, tags");
  });

  it("agrees with a comparison of rows one by one", async () => {
    const cell = fc.record({
      shop: fc.integer({ min: 0, max: 2 }),
      amount: fc.constantFrom(null, 0, -0, 1.5, Number.NaN),
      paid: fc.boolean(),
      tags: fc.constantFrom<string[]>([], ["x"], ["y", "x"]),
    });
    const table = fc.dictionary(fc.constantFrom("a", "b", "c", "d", "", "é"), cell, { maxKeys: 6 });
    await fc.assert(
      fc.asyncProperty(table, table, fc.integer({ min: 1, max: 4 }), async (left, right, length) => {
        const rowsOf = (from: typeof left) => Object.entries(from).map(([id, cells]) => order(id, cells));
        const { rows } = await diffDatasets(await datasetOf(rowsOf(left), length), await datasetOf(rowsOf(right)), {
          key: "id",
        });
        const shared = Object.keys(left).filter((id) => id in right);
        const same = (id: string, name: keyof (typeof left)[string]) => {
          const [was, is] = [left[id]?.[name], right[id]?.[name]];
          return Object.is(was, is) || (Array.isArray(was) && JSON.stringify(was) === JSON.stringify(is));
        };
        const changed = shared.filter(
          (id) => !(["shop", "amount", "paid", "tags"] as const).every((name) => same(id, name)),
        );
        expect(rows).toMatchObject({
          added: Object.keys(right).length - shared.length,
          removed: Object.keys(left).length - shared.length,
          changed: changed.length,
          unchanged: shared.length - changed.length,
        });
        const amounts = shared.filter((id) => !same(id, "amount")).length;
        expect(rows.by !== "row" && (rows.columns.amount ?? 0)).toBe(amounts);
      }),
      { numRuns: 60 },
    );
  });
});

describe("diffDatasets without a key", () => {
  it("takes rows as a multiset: order and batches do not count, how often a row stands does", async () => {
    const before = await datasetOf([order("a"), order("a"), order("b"), order("c")]);
    const after = await datasetOf([order("c"), order("a"), order("a"), order("a"), order("b", { shop: 2 })], 2);
    expect((await diffDatasets(before, after)).rows).toEqual({ by: "row", added: 2, removed: 1, unchanged: 3 });
    expect((await diffDatasets(after, before)).rows).toEqual({ by: "row", added: 1, removed: 2, unchanged: 3 });
  });

  it("finds nothing between a dataset and itself, and everything between one and none", async () => {
    const rows = Array.from({ length: 40 }, (_, index) => order(String(index), { amount: index / 7 }));
    const dataset = await datasetOf(rows);
    expect((await diffDatasets(dataset, dataset)).rows).toEqual({ by: "row", added: 0, removed: 0, unchanged: 40 });
    expect((await diffDatasets(dataset, await datasetOf([]))).rows).toEqual({
      by: "row",
      added: 0,
      removed: 40,
      unchanged: 0,
    });
  });

  it("tells values apart that stand in each other's columns", async () => {
    const numbers = contract("numbers", z.object({ x: z.number(), y: z.number() }));
    const of = (x: number, y: number): Promise<Dataset<{ x: number; y: number }>> =>
      createDataset(numbers, [batchFromRows(numbers.columns, [{ x, y }])]);
    expect((await diffDatasets(await of(1, 2), await of(2, 1))).rows).toMatchObject({ added: 1, removed: 1 });
  });
});

describe("diffDatasets of datasets under other contracts", () => {
  it("says what differs in the contracts and compares the columns that both have with one type", async () => {
    const newer = contract(
      "orders",
      z.object({ id: z.string(), shop: z.string(), amount: z.number().min(0).nullable(), source: z.string() }),
      {
        rules: (row) => ({ "has an amount": row.amount.above(0) }),
      },
    );
    const before = await datasetOf([order("a"), order("b")]);
    const rows = (await collectRows(before)).map(({ id }, index) => ({
      id,
      shop: "north",
      amount: 5 + index,
      source: "web",
    }));
    const after = await createDataset(newer, [batchFromRows(newer.columns, rows)]);
    const difference = await diffDatasets(before, after, { key: "id" });
    expect(
      difference.schema.map(({ subject, before: was, after: is }) => [subject, was !== undefined, is !== undefined]),
    ).toEqual([
      ["column shop", true, true],
      ["column amount", true, true],
      ["column paid", true, false],
      ["column at", true, false],
      ["column tags", true, false],
      ["column source", false, true],
      ["rule has an amount", false, true],
    ]);
    expect(difference.rows).toMatchObject({ added: 0, removed: 0, changed: 1, columns: { amount: 1 } });
  });
});
