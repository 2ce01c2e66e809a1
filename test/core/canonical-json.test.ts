import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCanonicalJson } from "../../src/core/house.js";
import { canonicalJson } from "../../src/core/index.js";

const text = fc.string({ unit: "grapheme" });
const json = fc.jsonValue({ noUnicodeString: false, depthSize: "medium" });
const view = fc.oneof(fc.uint8Array(), fc.float64Array(), fc.float32Array(), fc.int32Array(), fc.bigInt64Array());
const wide = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(
      fc.double().map((number) => (Object.is(number, -0) ? 0 : number)),
      fc.boolean(),
      fc.constant(null),
      text,
    ),
    fc.oneof(fc.bigInt(), fc.date({ noInvalidDate: true }), view),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(text, fc.constantFrom("$date", "$$bytes", "$float", "__proto__")), tie("value"), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).value;

function messageOf(run: () => unknown): string {
  try {
    return `accepted: ${String(run())}`;
  } catch (error) {
    return String(error);
  }
}

describe("canonicalJson", () => {
  it("equals the reference implementation of RFC 8785 on plain JSON", () => {
    fc.assert(
      fc.property(
        json.filter((value) => !/"\$/.test(JSON.stringify(value))),
        (value) => canonicalJson(value) === canonicalize(value),
      ),
    );
  });

  it("equals it whatever objects were written before: the same keys in another order, more keys, very many keys", () => {
    const keys = fc.oneof(
      fc.uniqueArray(fc.constantFrom("id", "key", "row", "a b", 'a"b', "\u00e9", "10", "9"), { minLength: 2 }),
      fc.uniqueArray(text, { minLength: 60, maxLength: 70 }),
    );
    const object = keys.map((names) => Object.fromEntries(names.map((name, index) => [name, index])));
    fc.assert(
      fc.property(fc.array(object, { minLength: 5, maxLength: 40 }), (objects) =>
        objects.every((value) => canonicalJson(value) === canonicalize(value)),
      ),
    );
  });

  it("sorts keys by UTF-16 code units, as the RFC's own example shows", () => {
    const sample = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew",
      "1": "One",
      "\ud83d\ude00": "Smiley",
      "\u0080": "Control",
      "\u00f6": "o",
    };
    const keys = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33"];
    expect(Object.values(JSON.parse(canonicalJson(sample)) as object)).toHaveLength(7);
    expect(canonicalJson(sample)).toBe(canonicalize(sample));
    expect(
      [...canonicalJson(sample).matchAll(/"([^"]*)":/g)].map((match) => JSON.parse(`"${match[1]}"`) as string),
    ).toEqual(keys);
  });

  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.dictionary(text, json), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
    );
  });

  it("gives back every value that it accepts", () => {
    fc.assert(
      fc.property(wide, (value) => {
        expect(parseCanonicalJson(canonicalJson(value))).toStrictEqual(value);
      }),
    );
  });

  it("is the same again for what it gave back", () => {
    fc.assert(
      fc.property(wide, (value) => canonicalJson(parseCanonicalJson(canonicalJson(value))) === canonicalJson(value)),
    );
  });

  it("writes numbers as ECMAScript does, and minus zero as zero", () => {
    expect(canonicalJson([-0, 1e21, 1e-7, 0.1 + 0.2, 5e-324])).toBe("[0,1e+21,1e-7,0.30000000000000004,5e-324]");
  });

  it("tags what JSON lacks", () => {
    expect(
      canonicalJson({
        at: new Date("2001-02-03T04:05:06.007Z"),
        big: 12345678901234567890n,
        bytes: new Uint8Array([0, 255]),
        numbers: new Float64Array([1]),
        none: [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      }),
    ).toMatchInlineSnapshot(
      `"{"at":{"$date":"2001-02-03T04:05:06.007Z"},"big":{"$bigint":"12345678901234567890"},"bytes":{"$bytes":"AP8="},"none":[{"$float":"NaN"},{"$float":"Infinity"},{"$float":"-Infinity"}],"numbers":{"$float64":"AAAAAAAA8D8="}}"`,
    );
    expect(canonicalJson(Buffer.from([1]))).toBe('{"$bytes":"AQ=="}');
  });

  it("escapes an object of the user's own that looks like a tag, and leaves other $ keys as they are", () => {
    expect(canonicalJson({ $date: "x" })).toBe('{"$$date":"x"}');
    expect(parseCanonicalJson('{"$$date":"x"}')).toEqual({ $date: "x" });
    expect(canonicalJson({ $ref: "#/x" })).toBe('{"$ref":"#/x"}');
    expect(canonicalJson({ $date: "x", zone: 1 })).toBe('{"$date":"x","zone":1}');
    expect(canonicalJson({ $date: "x", zone: undefined })).toBe('{"$$date":"x"}');
  });

  it("escapes a tag that is alone because the other members are undefined", () => {
    const value = { "!": undefined, $date: "today", other: undefined };
    expect(parseCanonicalJson(canonicalJson(value))).toEqual({ $date: "today" });
  });

  it("reads a view on part of a buffer, at any offset", () => {
    const bytes = new Uint8Array([9, 9, 1, 2, 3, 9]).subarray(2, 5);
    expect(parseCanonicalJson(canonicalJson(bytes))).toStrictEqual(new Uint8Array([1, 2, 3]));
  });

  it("leaves undefined members out and accepts objects without a prototype", () => {
    expect(canonicalJson(Object.assign(Object.create(null), { b: 1, a: undefined }))).toBe('{"b":1}');
  });

  it("allows one object in two places", () => {
    const shared = { x: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"x":1},{"x":1}]');
  });

  const cycle: { self?: unknown } = {};
  cycle.self = [cycle];
  let deep: unknown = 1;
  for (let level = 0; level < 5000; level++) deep = [deep];

  it("refuses the rest and names its place", () => {
    const refused: [name: string, value: unknown][] = [
      ["undefined in an array", { rows: [1, undefined] }],
      ["a hole in an array", { rows: new Array(1) }],
      ["undefined itself", undefined],
      ["a function", { a: { "b c": () => 1 } }],
      ["a symbol", [Symbol("s")]],
      ["a symbol as a key", { [Symbol("s")]: 1 }],
      ["a Map", { index: new Map() }],
      ["a class instance", { at: [new (class Price {})()] }],
      ["an invalid date", { at: new Date(Number.NaN) }],
      ["a lone surrogate", { name: "\ud800" }],
      ["a lone surrogate in a key", { "\udc00": 1 }],
      ["a cycle", cycle],
      ["too many levels", deep],
    ];
    expect(refused.map(([name, value]) => `${name}: ${messageOf(() => canonicalJson(value))}`)).toMatchInlineSnapshot(`
      [
        "undefined in an array: InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`value.rows[1]\` to be a value that JSON can carry, got undefined",
        "a hole in an array: InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`value.rows[0]\` to be a value that JSON can carry, got undefined",
        "undefined itself: InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`value\` to be a value that JSON can carry, got undefined",
        "a function: InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`value.a["b c"]\` to be a value that JSON can carry, got a function",
        "a symbol: InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`value[0]\` to be a value that JSON can carry, got a symbol",
        "a symbol as a key: InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`value\` to be an object without symbols as keys, got an object with keys (none)",
        "a Map: InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`value.index\` to be a plain object, an array, a date or a typed array, got an instance of Map",
        "a class instance: InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`value.at[0]\` to be a plain object, an array, a date or a typed array, got an instance of Price",
        "an invalid date: InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`value.at\` to be a plain object, an array, a date or a typed array, got an invalid date (Date)",
        "a lone surrogate: InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`value.name\` to be well-formed Unicode without lone surrogates, got "\\ud800" (string)",
        "a lone surrogate in a key: InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`value["\\udc00"]\` to be well-formed Unicode without lone surrogates, got "\\udc00" (string)",
        "a cycle: InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`value.self[0]\` to be a tree without cycles, got an object with keys self",
        "too many levels: InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`value[0][0][0]\` to be at most 1000 levels of nesting, got an array of 1",
      ]
    `);
  });
});

describe("parseCanonicalJson", () => {
  it("refuses text that canonicalJson does not write", () => {
    const broken = ["{", '{"$date":"yesterday"}', '{"$bytes":1}', '{"$float":"1"}', '{"$float64":"AQ=="}'];
    // Newer engines add line and column.
    expect(
      broken.map((one) => messageOf(() => parseCanonicalJson(one)).replace(" (line 1 column 2)", "")),
    ).toMatchInlineSnapshot(`
      [
        "InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected JSON (Expected property name or '}' in JSON at position 1), got "{" (string)",
        "InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`$date\` to be followed by text of its form, got "yesterday" (string)",
        "InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`$bytes\` to be followed by text of its form, got 1 (number)",
        "InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`$float\` to be followed by text of its form, got "1" (string)",
        "InvalidArgumentError: [golden-pipeline] [canonical JSON] Expected \`$float64\` to be followed by text of its form, got "AQ==" (string)",
      ]
    `);
  });

  it("cannot be made to change a prototype", () => {
    const parsed = parseCanonicalJson('{"__proto__":{"polluted":1}}') as { polluted?: number };
    expect(parsed.polluted).toBeUndefined();
    expect(Object.keys(parsed as object)).toEqual(["__proto__"]);
  });
});
