import fc from "fast-check";
import { type Profile, profileReducer } from "golden-pipeline/dataset";
import { rowsOf } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import type { ProfileLayout } from "../../../src/dataset/house.js";
import { layoutOf } from "../../../src/dataset/house.js";
import { sliceBatch } from "../../../src/schema/house.js";
import { encodeTable, type LogicalTable, logicalTable, logicalTypes } from "../arbitraries.js";

const columns = Object.entries(logicalTypes).map(([name, type]) => ({ name, type }));
const learned = (table: LogicalTable, eventTime?: string): Profile => {
  const state = profileReducer({ columns, eventTime }).create();
  state.addBatch(encodeTable(table, 1));
  return state.value();
};

/** Learns from the rows themselves, or counts into what was learned of others. */
const layouts = fc.oneof(
  fc.constant<ProfileLayout>({ columns, bins: 3, categories: 2 }),
  fc.constant<ProfileLayout>({ columns, eventTime: "t" }),
  logicalTable().map((table): ProfileLayout => ({ reference: learned(table) })),
  logicalTable().map((table): ProfileLayout => ({ reference: learned(table, "t") })),
);
const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe("a profile in the making", () => {
  it("gives the same JSON row by row and column by column, in any order and parts, over a restart and merged from several processes", () => {
    fc.assert(
      fc.property(layouts, logicalTable({ maxLength: 40 }), fc.nat(), fc.nat(40), (layout, table, seed, cut) => {
        const reducer = profileReducer(layout);
        const batch = encodeTable(table, seed);
        const at = Math.min(cut, batch.length);
        const whole = reducer.create();
        whole.addBatch(batch);

        const byRow = reducer.create();
        for (const row of [...rowsOf(batch)].reverse()) byRow.add(row);
        expect(json(byRow)).toEqual(json(whole));

        const before = reducer.create();
        before.addBatch(sliceBatch(batch, at, batch.length));
        const restarted = reducer.fromJSON(json(before.toJSON()));
        const other = reducer.create();
        for (const row of rowsOf(sliceBatch(batch, 0, at))) other.add(row);
        restarted.merge(json(other.toJSON()));
        expect(json(restarted)).toEqual(json(whole));
        before.merge(other);
        expect(json(before.value())).toEqual(json(whole.value()));
      }),
      { numRuns: 150 },
    );
  });

  it("counts every row once: in a bin or a word, as missing or as invalid", () => {
    fc.assert(
      fc.property(layouts, logicalTable(), (layout, table) => {
        const state = profileReducer(layout).create();
        state.addBatch(encodeTable(table, 2));
        const profile = state.value();
        expect(json(profile)).toEqual(profile);
        for (const { rows, missing, invalid, numbers, categories } of profile.columns) {
          expect(rows).toBe(table.rows.length);
          const counts = numbers?.counts ?? categories?.counts;
          if (counts === undefined) continue;
          const inside = [...counts, ...(numbers?.infinite ?? [])].reduce((sum, one) => sum + one, 0);
          expect(inside + (categories?.other ?? 0) + missing + invalid).toBe(rows);
          const parts = categories?.otherByHash ?? [];
          expect(parts.reduce((sum, one) => sum + one, 0)).toBe(categories?.other ?? 0);
          expect(parts.every((one) => one >= 0)).toBe(true);
          if (numbers) expect(numbers.edges).toEqual(numbers.edges.toSorted((left, right) => left - right));
        }
      }),
      { numRuns: 150 },
    );
  });

  it("counted again into its own bins is itself", () => {
    fc.assert(
      fc.property(logicalTable({ maxLength: 60 }), (table) => {
        const reference = learned(table);
        const again = profileReducer({ reference }).create();
        again.addBatch(encodeTable(table, 3));
        for (const [index, { numbers }] of again.value().columns.entries())
          expect(numbers).toEqual(reference.columns[index]?.numbers);
      }),
      { numRuns: 150 },
    );
  });

  it("stays small whatever comes, in any order", () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => ({
      x: Math.tan(row * 7.1) * 10 ** ((row % 40) - 20),
      w: `${row % 100 === 0 ? "often" : `word ${(row * 7919) % 30_000}`}`,
    }));
    const reducer = profileReducer({
      columns: [
        { name: "x", type: "number" },
        { name: "w", type: "text" },
      ],
    });
    const [forth, back] = [reducer.create(), reducer.create()];
    for (const row of rows) forth.add(row);
    for (const row of rows.toReversed()) back.add(row);
    expect(json(back)).toEqual(json(forth));
    const { columns: states } = forth.toJSON();
    expect(states[0]?.numbers?.cells?.cells.length).toBeLessThanOrEqual(8192);
    expect(states[1]?.words?.words.length).toBe(10_000);
    const [x] = forth.value().columns;
    const counts = x?.numbers?.counts ?? [];
    expect(Math.max(...counts.slice(1, -1)) / rows.length).toBeLessThan(0.15);
  });

  it("of another layout is not merged", () => {
    const [one, other] = [2, 3].map((bins) => profileReducer({ columns, bins }).create());
    expect(() => one?.merge(other as NonNullable<typeof other>)).toThrow("the same reference, got");
    expect(() => one?.merge({} as never)).toThrow("the same reference, got");
    const reference = learned({ types: logicalTypes, rows: [] });
    expect(layoutOf({ reference })).toBe(layoutOf({ reference: { ...reference, rows: 5 } }));
  });

  it("takes each column once", () => {
    expect(() => profileReducer({ columns: [...columns, ...columns.slice(0, 1)] })).toThrow("each column once");
  });
});

describe("the bins of numbers", () => {
  const binsOf = (values: readonly number[], type: "number" | "integer" = "number") => {
    const state = profileReducer({ columns: [{ name: "x", type }] }).create();
    for (const x of values) state.add({ x });
    const reference = state.value();
    const count = (live: readonly unknown[]) => {
      const window = profileReducer({ reference }).create();
      for (const x of live) window.add({ x });
      return window.value().columns[0]?.numbers?.counts;
    };
    return { numbers: reference.columns[0]?.numbers, count };
  };

  it("give a rare value a bin of its own where there are few different ones", () => {
    const { numbers } = binsOf([...Array<number>(95).fill(0), ...Array<number>(5).fill(1)], "integer");
    expect(numbers).toMatchObject({ edges: [0, 1, 2], counts: [0, 95, 5, 0] });
  });

  it("give a frequent value a bin of its own among many", () => {
    const { count } = binsOf(Array.from({ length: 10_000 }, (_, row) => (row % 5 < 3 ? 0 : Math.sin(row) * 100)));
    const zeros = count([0, 0, 0]) ?? [];
    expect(zeros.filter((rows) => rows === 3)).toHaveLength(1);
    const near = count([1e-9, -1e-9]) ?? [];
    expect(near[zeros.indexOf(3)]).toBe(0);
  });

  it("are open at both ends, where the reference has nothing", () => {
    const { numbers, count } = binsOf(Array.from({ length: 1000 }, (_, row) => row / 10));
    expect([numbers?.counts[0], numbers?.counts.at(-1)]).toEqual([0, 0]);
    expect(numbers?.edges.length).toBeGreaterThanOrEqual(10);
    expect(count([-0.1, 1e9, 99.9])?.at(0)).toBe(1);
    expect(count([-0.1, 1e9, 99.9])?.at(-1)).toBe(1);
  });

  it("see a constant move up and down", () => {
    const { count } = binsOf([5, 5, 5]);
    expect(count([5])).toEqual([0, 1, 0]);
    expect(count([5.1])).toEqual([0, 0, 1]);
    expect(count([4.9])).toEqual([1, 0, 0]);
  });

  it("have finite edges, which survive JSON, and count infinities beside them", () => {
    const { numbers } = binsOf([Number.NEGATIVE_INFINITY, 1, 2, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(json(numbers)).toEqual(numbers);
    expect(numbers?.infinite).toEqual([1, 2]);
    expect([numbers?.counts.at(0), numbers?.counts.at(-1)]).toEqual([0, 0]);
    const { numbers: none } = binsOf([Number.POSITIVE_INFINITY, Number.MAX_VALUE]);
    expect(json(none)).toEqual(none);
  });

  it("tell a price from the next cent among thousands of others", () => {
    const { count } = binsOf(Array.from({ length: 40_000 }, (_, row) => (row % 3 === 0 ? 19.99 : (row % 8000) / 100)));
    const usual = count([19.99])?.indexOf(1);
    expect(usual).toBeGreaterThan(0);
    for (const near of [19.98, 20]) expect(count([near])?.indexOf(1)).not.toBe(usual);
  });

  it("of whole numbers take no others", () => {
    const window = profileReducer({ columns: [{ name: "x", type: "integer" }] }).create();
    for (const x of [1, 1.5, Number.POSITIVE_INFINITY, Number.NaN, 2 ** 60]) window.add({ x });
    expect(window.value().columns[0]).toMatchObject({ rows: 5, invalid: 2, missing: 1 });
  });

  it("hold about equal shares", () => {
    for (const spread of [1e-12, 1, 1e12]) {
      const { numbers } = binsOf(Array.from({ length: 50_000 }, (_, row) => 1e6 + spread * ((row * 7919) % 50_000)));
      for (const rows of numbers?.counts.slice(1, -1) ?? []) expect(Math.abs(rows / 5000 - 1)).toBeLessThan(0.15);
    }
  });
});
