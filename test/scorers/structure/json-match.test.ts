import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type JsonFieldOptions, jsonMatch } from "../../../src/scorers/structure/index.js";

const scoreOf = (gold: unknown, answer: unknown, fields: { readonly [path: string]: JsonFieldOptions } = {}) =>
  jsonMatch(gold, answer, { fields }).score;

const fence = "```";

describe("jsonMatch", () => {
  it("scores the share of leaf fields that are right and says what is wrong with each", () => {
    const gold = { name: "Ada", born: 1815, tags: ["a", "b"], address: { city: "London", zip: "W1" } };
    const answer = { name: "Ada", born: "1815", tags: ["a"], address: { city: "Paris", street: null } };
    expect(jsonMatch(gold, answer)).toEqual({
      score: 2 / 7,
      match: false,
      rule: "partial",
      fields: [
        { path: "name", score: 1, rule: "equal", weight: 1 },
        { path: "born", score: 0, rule: "type-differs", weight: 1 },
        { path: "tags.0", score: 1, rule: "equal", weight: 1 },
        { path: "tags.1", score: 0, rule: "missing", weight: 1 },
        { path: "address.city", score: 0, rule: "differs", weight: 1 },
        { path: "address.zip", score: 0, rule: "missing", weight: 1 },
        { path: "address.street", score: 0, rule: "extra", weight: 1 },
      ],
    });
    expect(jsonMatch({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toMatchObject({
      score: 1,
      match: true,
      rule: "equal",
    });
    expect(jsonMatch([1], [2])).toMatchObject({ score: 0, match: false, rule: "differs" });
  });

  it("counts every leaf of what is missing, of another kind or too much", () => {
    expect(scoreOf({ a: 1, b: { c: 1, d: [1, 2] } }, { a: 1 })).toBe(1 / 4);
    expect(scoreOf({ a: 1, b: { c: 1, d: [1, 2] } }, { a: 1, b: "?" })).toBe(1 / 4);
    expect(scoreOf({ a: 1 }, { a: 1, b: { c: 1, d: [1, 2] } })).toBe(1 / 4);
    expect(scoreOf({ a: 1, b: 0 }, { a: 1, b: { c: 1, d: [1, 2] } })).toBe(1 / 2);
  });

  it("takes empty lists and objects for leaves, and undefined members for absent", () => {
    expect(scoreOf({ a: [], b: {} }, { a: [], b: {} })).toBe(1);
    expect(scoreOf({ a: [], b: {} }, { a: {}, b: [] })).toBe(0);
    expect(scoreOf({ a: [] }, { a: [1] })).toBe(0);
    expect(scoreOf({ a: [1] }, { a: [] })).toBe(0);
    expect(scoreOf({ a: 1, c: undefined }, { a: 1, b: undefined })).toBe(1);
    expect(scoreOf({}, {})).toBe(1);
    expect(scoreOf({ a: {} }, { a: { b: 1 } }, { "a.b": { ignore: true } })).toBe(1);
    expect(scoreOf([], [1], { "": { list: "set" } })).toBe(0);
  });

  it("reads JSON out of text: the whole, a fenced block, one that was cut off before its fence", () => {
    const gold = { a: 1 };
    expect(scoreOf(gold, ' {"a": 1} ')).toBe(1);
    expect(scoreOf(gold, `Here it is:\n${fence}json\n{"a": 1}\n${fence}\nHope it helps`)).toBe(1);
    expect(scoreOf(gold, `${fence}\n{"a": 1}\n${fence}`)).toBe(1);
    expect(scoreOf(gold, `${fence}py\nprint()\n${fence}\n${fence}JSON\n{"a": 1}`)).toBe(1);
    expect(jsonMatch(gold, "a is 1")).toEqual({ score: 0, match: false, rule: "not-json", fields: [] });
    expect(jsonMatch(gold, undefined).rule).toBe("not-json");
    expect(jsonMatch(gold, { a: 1n }).rule).toBe("not-json");
    expect(jsonMatch(gold, { a: new Date(0) }).rule).toBe("not-json");
  });

  it("accepts numbers within the tolerances of their path, or of a path above", () => {
    const gold = { items: [{ price: 100 }, { price: 200 }], total: 300 };
    const answer = { items: [{ price: 101 }, { price: 203 }], total: 303 };
    expect(scoreOf(gold, answer)).toBe(0);
    expect(scoreOf(gold, answer, { "items.*.price": { absoluteTolerance: 1 } })).toBe(1 / 3);
    expect(scoreOf(gold, answer, { "items.*.price": { relativeTolerance: 0.02 } })).toBe(2 / 3);
    expect(scoreOf(gold, answer, { "": { relativeTolerance: 0.02 } })).toBe(1);
    expect(scoreOf(gold, answer, { "": { relativeTolerance: 0.02 }, "items.1": { relativeTolerance: 0 } })).toBe(2 / 3);
    expect(scoreOf([1], "[1e999]", { "0": { relativeTolerance: 5 } })).toBe(0);
  });

  it("lets the path that names more hold", () => {
    const fields = { "0.a": { absoluteTolerance: 0 }, "*.*": { absoluteTolerance: 9 } };
    expect(scoreOf([{ a: 1, b: 1 }], [{ a: 2, b: 2 }], fields)).toBe(1 / 2);
  });

  it("leaves ignored fields out on both sides, and weighs the others", () => {
    const gold = { id: 7, name: "Ada", age: 36 };
    expect(scoreOf(gold, { id: 9, name: "Ada", age: 36 }, { id: { ignore: true } })).toBe(1);
    expect(
      scoreOf(gold, { name: "Ada", age: 36, note: { a: 1 } }, { id: { ignore: true }, note: { ignore: true } }),
    ).toBe(1);
    expect(scoreOf(gold, { id: 9, name: "Ada", age: 36 }, { name: { weight: 2 }, age: { weight: 0 } })).toBe(2 / 3);
    expect(
      scoreOf({ a: { b: 1, c: 2 }, d: 2 }, { a: { b: 1, c: 1 }, d: 2 }, { a: { weight: 2 }, "a.b": { weight: 3 } }),
    ).toBe(7 / 9);
  });

  it("compares texts exactly, normalised or as answers", () => {
    const gold = { city: "The Hague", share: "-32%", blank: "" };
    const answer = { city: "the hague.", share: "a 32% decline", blank: "" };
    expect(scoreOf(gold, answer)).toBe(1 / 3);
    expect(scoreOf(gold, answer, { city: { text: "normalised" } })).toBe(2 / 3);
    expect(jsonMatch(gold, answer, { fields: { "*": { text: "answer" } } })).toMatchObject({
      score: 1,
      fields: [{ rule: "answer" }, { rule: "answer" }, { rule: "equal" }],
    });
    expect(scoreOf([12], ["it is 12"], { "*": { text: "answer" } })).toBe(1);
    expect(scoreOf(["", "!"], [" ", "?"], { "*": { text: "answer" } })).toBe(0);
    expect(scoreOf(["!"], ["?"], { "*": { text: "normalised" } })).toBe(0);
  });

  it("compares lists by position, in order with gaps, or as sets", () => {
    const gold = { list: ["a", "b", "c", "d"] };
    const late = { list: ["b", "c", "d"] };
    expect(scoreOf(gold, late)).toBe(0);
    expect(scoreOf(gold, late, { list: { list: "order" } })).toBe(3 / 4);
    expect(scoreOf(gold, { list: ["a", "x", "c", "d"] }, { list: { list: "order" } })).toBe(3 / 4);
    expect(scoreOf(gold, { list: ["d", "c", "b", "a"] }, { list: { list: "order" } })).toBeLessThan(1);
    expect(scoreOf(gold, { list: ["d", "c", "b", "a"] }, { list: { list: "set" } })).toBe(1);
    expect(scoreOf(gold, { list: ["d", "x", "b", "a", "y"] }, { list: { list: "set" } })).toBe(3 / 5);
  });

  it("pairs the objects of a set so that their fields agree best, sets within sets too", () => {
    const gold = [
      { name: "pen", price: 2, colours: ["red", "blue"] },
      { name: "ink", price: 9, colours: [] },
    ];
    const answer = [
      { name: "ink", price: 8, colours: [] },
      { name: "pen", price: 2, colours: ["blue", "red"] },
    ];
    const fields = { "": { list: "set" }, "*.colours": { list: "set" } } as const;
    expect(jsonMatch(gold, answer, { fields })).toMatchObject({ score: 6 / 7 });
    expect(jsonMatch(gold, answer, { fields }).fields.filter(({ score }) => score === 0)).toEqual([
      { path: "1.price", score: 0, rule: "differs", weight: 1 },
    ]);
  });

  it("finds keys with dots, stars and backslashes behind a backslash", () => {
    const gold = { "a.b": 1, "*": 1, "c\\": 1, "": 1 };
    const ignore = { ignore: true };
    expect(jsonMatch(gold, gold).fields.map(({ path }) => path)).toEqual(["a\\.b", "\\*", "c\\\\", ""]);
    const { fields } = jsonMatch(gold, gold, { fields: { "a\\.b": ignore, "\\*": ignore, "c\\\\": ignore } });
    expect(fields.map(({ path }) => path)).toEqual([""]);
  });

  it("is safe with keys that objects inherit", () => {
    const gold: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}');
    expect(scoreOf(gold, {})).toBe(0);
    expect(scoreOf(gold, gold)).toBe(1);
    expect(scoreOf(gold, '{"__proto__": {"a": 1}, "constructor": 1}')).toBe(1);
  });

  it("gives 0 to answers beyond its bounds, and refuses such golds", () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    expect(jsonMatch([1], deep)).toMatchObject({ score: 0, rule: "too-large" });
    expect(jsonMatch([1], new Array(100_001).fill(1)).rule).toBe("too-large");
    expect(jsonMatch([1], new Array(501).fill(1), { fields: { "": { list: "set" } } }).rule).toBe("too-large");
    expect(() => jsonMatch(JSON.parse(deep), [1])).toThrow("a gold of at most 100 levels and 100,000 leaves");
    expect(() => jsonMatch(new Array(100_001).fill(1), [1])).toThrow("at most 100 levels");
    expect(() => jsonMatch({ a: new Array(501).fill(1) }, "no", { fields: { a: { list: "order" } } })).toThrow(
      'at most 500 items in the list "a", got 501',
    );
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(jsonMatch([1], cycle).rule).toBe("too-large");
  });

  it("gives up pairing sets within sets within sets rather than run for hours", () => {
    let nested: unknown = [1, 2];
    for (let level = 0; level < 12; level++) nested = [nested, nested];
    const fields: Record<string, JsonFieldOptions> = {};
    for (let level = 0; level < 13; level++) fields[new Array(level).fill("*").join(".")] = { list: "set" };
    expect(jsonMatch(nested, nested, { fields }).rule).toBe("too-large");
  });

  it("refuses golds and options that are none", () => {
    expect(() => jsonMatch(undefined, [1])).toThrow("a gold of JSON values");
    expect(() => jsonMatch({ a: new Map() }, [1])).toThrow("a gold of JSON values");
    expect(() => jsonMatch({ a: 1 }, [1], { fields: { a: { ignore: true } } })).toThrow("a field that counts");
    expect(() => jsonMatch({ a: 1 }, [1], { fields: { a: { weight: -1 } } })).toThrow(
      'field "a"] Expected `weight` to be a finite number of at least 0, got -1',
    );
    expect(() => jsonMatch([1, 1], [1, 1], { fields: { "*": { weight: Number.MAX_VALUE } } })).toThrow("finite total");
    const wrong: string = "sets";
    expect(() => jsonMatch([1], [1], { fields: { "": { list: wrong as "set" } } })).toThrow("one of `set`, `order`");
  });

  it("scores between 0 and 1, 1 for itself, and a set whatever its order", () => {
    const leaf = fc.oneof(fc.constantFrom(null, true, "a", "b"), fc.integer({ min: 0, max: 3 }));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        leaf,
        fc.array(tie("tree"), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom("a", "b", "c"), tie("tree")),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.array(tree, { maxLength: 5 }), fc.constantFrom("set", "order", undefined), (a, b, list) => {
        const fields = list === undefined ? {} : { "": { list }, "*": { list } };
        for (const [answer, gold] of [
          [typeof a === "string" ? null : a, b],
          [b, a],
        ]) {
          const { score, match } = jsonMatch(gold, answer, { fields });
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(match).toBe(score === 1);
        }
        expect(scoreOf(b, b, fields)).toBe(1);
        expect(scoreOf(a, JSON.stringify(a), fields)).toBe(1);
        expect(scoreOf(b, b.toReversed(), { "": { list: "set" } })).toBe(1);
      }),
    );
  });
});
