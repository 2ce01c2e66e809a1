import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listMatch, setMatch } from "../../../src/scorers/structure/index.js";

const list = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 8 });
const near = (a: number, b: number) => Math.max(0, 1 - Math.abs(a - b) / 4);

describe("listMatch", () => {
  it("counts matched items like F1 and names what is missing and what is too much", () => {
    expect(listMatch(["b", "a", "c", "d", "e"], ["a", "x", "b"])).toEqual({
      score: 0.5,
      match: false,
      rule: "some",
      matched: [
        { answer: 2, gold: 0, score: 1 },
        { answer: 0, gold: 1, score: 1 },
      ],
      missing: [2, 3, 4],
      extra: [1],
    });
    expect(listMatch(["a", "b"], ["b", "a"])).toMatchObject({ score: 1, match: true, rule: "all" });
    expect(listMatch(["a"], ["x"])).toMatchObject({ score: 0, rule: "none", missing: [0], extra: [0] });
    expect(listMatch([], [])).toMatchObject({ score: 1, match: true, rule: "all" });
    expect(listMatch(["a"], [])).toMatchObject({ score: 0, rule: "none", missing: [0] });
  });

  it("uses each item once", () => {
    expect(listMatch(["a", "b"], ["a", "a"])).toMatchObject({ score: 0.5, missing: [1], extra: [1] });
  });

  it("compares objects by their JSON, whatever the order of keys", () => {
    expect(listMatch<unknown>([{ b: [null], a: 1, c: undefined }], [{ a: 1, b: [null] }]).match).toBe(true);
    expect(listMatch<unknown>([{ a: 1 }], [{ a: "1" }]).match).toBe(false);
    expect(listMatch(["\ud800"], ["\ud800"]).match).toBe(true);
  });

  it("takes an item score, as a number or as another metric's result", () => {
    expect(listMatch([10, 1], [1, 12], { item: near }).score).toBe(0.75);
    expect(listMatch([10, 1], [1, 12], { item: (a, b) => ({ score: near(a, b), rule: "near" }) }).score).toBe(0.75);
  });

  it("finds the best pairs where taking the best first would not", () => {
    const scores = [
      [0.9, 0.8],
      [0.8, 0],
    ];
    const item = (a: number, b: number) => scores[a]?.[b] ?? 0;
    expect(listMatch([0, 1], [0, 1], { item }).score).toBeCloseTo(0.8, 15);
  });

  it("with order keeps the longest common subsequence, and says when only the order is wrong", () => {
    expect(listMatch(["a", "b", "c"], ["c", "a", "b"], { order: true })).toMatchObject({
      score: 2 / 3,
      rule: "order",
      missing: [2],
      extra: [0],
    });
    expect(listMatch(["a", "x", "b"], ["a", "b"], { order: true })).toMatchObject({ score: 0.8, rule: "some" });
    expect(listMatch(["a", "b"], ["a", "b"], { order: true }).rule).toBe("all");
    expect(listMatch([1, 3, 9], [1, 2, 9], { order: true, item: near }).score).toBeCloseTo(2.75 / 3, 15);
  });

  it("gives 0 to a list that is too long, and refuses such a gold", () => {
    expect(listMatch([1, 2], [1, 2, 3], { maximumItems: 2 })).toMatchObject({ score: 0, rule: "too-large" });
    expect(() => listMatch([1, 2, 3], [1], { maximumItems: 2 })).toThrow("a gold of at most 2 items, got 3");
  });

  it("gives 0 to an item nested too deeply, and refuses it in the gold", () => {
    let deep: unknown = 1;
    for (let level = 0; level < 5000; level++) deep = [deep];
    expect(listMatch([1 as unknown], [deep]).score).toBe(0);
    expect(() => listMatch([deep], [1 as unknown])).toThrow("item 0 of the gold to be JSON");
    expect(listMatch<unknown>([{}], [new Map([[1, 2]])]).score).toBe(0);
  });

  it("refuses options and item scores that are none", () => {
    expect(() => listMatch([1], [1], { maximumItems: 0 })).toThrow("`maximumItems` to be a whole number of at least 1");
    expect(() => listMatch([1], [1], { item: () => 2 })).toThrow("item scores between 0 and 1, got 2");
    expect(() => listMatch([1], [1], { item: () => Number.NaN })).toThrow("item scores between 0 and 1");
  });

  it("scores between 0 and 1, 1 for itself and for itself in another order", () => {
    fc.assert(
      fc.property(list, list, fc.boolean(), (gold, answer, order) => {
        for (const options of [{ order }, { order, item: near }]) {
          const { score } = listMatch(gold, answer, options);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(listMatch(gold, gold, options)).toMatchObject({ score: 1, match: true, missing: [], extra: [] });
        }
        expect(listMatch(gold, gold.toReversed()).score).toBe(1);
      }),
    );
  });

  it("is never below a greedy pairing, nor the ordered match above the free one", () => {
    fc.assert(
      fc.property(list, list, (gold, answer) => {
        const open = new Set(answer.keys());
        let greedy = 0;
        for (const wanted of gold) {
          const best = [...open].toSorted((a, b) => near(answer[b] ?? 0, wanted) - near(answer[a] ?? 0, wanted))[0];
          if (best === undefined) break;
          open.delete(best);
          greedy += near(answer[best] ?? 0, wanted);
        }
        const items = answer.length + gold.length;
        const free = listMatch(gold, answer, { item: near }).score;
        expect(free).toBeGreaterThanOrEqual((items === 0 ? 1 : (2 * greedy) / items) - 1e-12);
        expect(listMatch(gold, answer, { item: near, order: true }).score).toBeLessThanOrEqual(free + 1e-12);
      }),
    );
  });
});

describe("setMatch", () => {
  it("drops duplicates and ignores order, naming items by where they first stood", () => {
    expect(setMatch(["a", "a", "b", "c"], ["b", "b", "x", "a"])).toEqual({
      score: 2 / 3,
      match: false,
      rule: "some",
      matched: [
        { answer: 3, gold: 0, score: 1 },
        { answer: 0, gold: 2, score: 1 },
      ],
      missing: [3],
      extra: [2],
    });
  });

  it("does not change when items are repeated or turned around", () => {
    fc.assert(
      fc.property(list, list, (gold, answer) => {
        const { score } = setMatch(gold, answer);
        expect(setMatch(gold.toReversed(), [...answer, ...answer].reverse()).score).toBe(score);
        expect(setMatch(gold, gold).match).toBe(true);
      }),
    );
  });
});
