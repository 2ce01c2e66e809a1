import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patternFromJson, patternFromPython, patternToJson, patternToPython } from "../../../src/ports/house.js";

const sourceOf = (translated: object): string => ("source" in translated ? String(translated.source) : "");

describe("a pattern in Python's words", () => {
  it.each([
    [/^\w{2,3}$/, "^[A-Za-z0-9_]{2,3}\\Z"],
    [/^(?<area>[A-Z]{1,2})-\d+$/, "^(?P<area>[A-Z]{1,2})-[0-9]+\\Z"],
    [/(?<letter>a)\k<letter>/, "(?P<letter>a)(?P=letter)"],
    [/a|b$/m, "a|b(?:(?=[\\n\\r\\u2028\\u2029])|\\Z)"],
    [/a.c/s, "a[\\s\\S]c"],
    [/x/i, "(?ai)x"],
    [/é/iu, "(?i)é"],
    [/\u{1F600}/u, "😀"],
    [/[a-z\]/&-]\//, "[a-z\\]/&\\-]/"],
    [/[\d\D]/, "[\\s\\S]"],
    [/[^\D]/, "[0-9]"],
    [/[-\D]/, "(?:[\\-]|[^0-9])"],
    [/[^\d\D]/, "(?!)"],
  ])("%s", (pattern, expected) => {
    expect(sourceOf(patternToPython(pattern.source, pattern.flags))).toBe(expected);
  });

  it.each([
    ["\\p{Lu}", "u", "Unicode properties"],
    ["é", "i", "upper and lower case"],
    ["(?<=a+)b", "", "no fixed length"],
    ["[[a]&&[b]]", "v", "no sets"],
    ["\\cA", "", "has no counterpart"],
  ])("has none for /%s/%s, and says why", (pattern, flags, why) => {
    expect(patternToPython(pattern, flags)).toMatchObject({ why: expect.stringContaining(why) });
  });

  it("tells that an emoji is two characters to a pattern without the flag u", () => {
    expect(patternToPython("^.$", "")).toMatchObject({ differences: [expect.stringContaining("an emoji")] });
    expect(patternToPython("^.$", "u")).toMatchObject({ differences: [] });
  });
});

describe("a pattern of Python's", () => {
  it.each([
    ["(?i)abc", false, "abc", "ABC", "ab"],
    ["b", true, "^(?:b)", "b", "ab"],
    ["\\d$", false, "[\\p{Nd}](?:(?=\\n$)|$)", "٣\n", "3\n\n"],
    ["\\Aa\\Z", false, "^a$", "a", "a\n"],
    [
      "(?a)^\\w\\b",
      false,
      "^[A-Za-z0-9_](?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))",
      "a",
      "é",
    ],
    ["[]a]{,2}-", false, "[\\]a]{0,2}-", "]-", "b"],
    ["\\-{x}", false, "-\\{x\\}", "-{x}", "-x"],
    ["[^\\W_]", false, "(?!(?:[_]|[^\\p{L}\\p{N}_]))[\\s\\S]", "é", "_-"],
    ["\\07\\101", false, "\\u0007A", "\x07A", "7A"],
    ["(?P<x>a)(?P=x)", false, "(?<x>a)\\k<x>", "aa", "ab"],
  ])("%s is searched for as it is there", (pattern, match, expected, found, missed) => {
    const translated = patternFromPython(pattern, match);
    if ("why" in translated) throw new Error(translated.why);
    expect(translated.source).toBe(expected);
    const compiled = new RegExp(translated.source, translated.flags);
    expect([compiled.test(found), compiled.test(missed)]).toEqual([true, false]);
  });

  it.each(["(?x)a", "a++", "(?>a)", "(?(1)a|b)", "\\N{DASH}", "[a", "\\400", "(?#note)"])(
    "%s has no counterpart",
    (pattern) => {
      expect(patternFromPython(pattern)).toHaveProperty("why");
    },
  );
});

describe("a pattern of JSON Schema", () => {
  it.each([
    [
      /^\w+\s[a&&b]$/,
      "^[A-Za-z0-9_]+[\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff][a\\x26\\x26b]$",
    ],
    [/\p{Lu}\u{1F600}/u, "\\p{Lu}😀"],
    [/^(?<letter>a)(b)\2/u, "^(a)(b)\\2"],
  ])("is written so that every validator reads it alike: %s", (pattern, expected) => {
    expect(sourceOf(patternToJson(pattern.source, pattern.flags))).toBe(expected);
  });

  it("is refused with a flag that has no word there, and tells what pydantic's own engine has not", () => {
    expect(patternToJson("a", "i")).toHaveProperty("why");
    expect(patternToJson("(?<a>b)\\k<a>", "u")).toHaveProperty("why");
    expect(patternToJson("\\p{Lu}", "u")).toMatchObject({
      differences: [expect.stringContaining("Unicode properties")],
    });
    expect(patternToJson("a(?=b)", "u")).toMatchObject({ differences: [expect.stringContaining("python-re")] });
    expect(patternFromJson("[a-z&&[^b]]")).toHaveProperty("why");
    expect(patternFromJson("(?x)a")).toHaveProperty("why");
  });

  it("is read as Rust reads it: digits of every script, no line end before the end", () => {
    const translated = patternFromJson("^\\d\\pL$");
    expect(new RegExp(sourceOf(translated), "u").test("٣é")).toBe(true);
    expect(new RegExp(sourceOf(translated), "u").test("٣é\n")).toBe(false);
  });
});

const parts = fc.constantFrom(
  "a",
  "\\d",
  "\\w",
  "\\s",
  "[a-c]",
  "[^\\d_]",
  "[a\\W]",
  "[^\\S\\n]",
  "[^\\D]",
  ".",
  "(?:a|b)",
  "\\b",
  "x?",
  "b+?",
  "\\.",
  "-",
  "\\n",
  "\\/",
  "c{1,2}",
  "{",
  "😀",
  " ",
);
const pattern = fc
  .tuple(fc.constantFrom("", "^"), fc.array(parts, { minLength: 1, maxLength: 6 }), fc.constantFrom("", "$"))
  .map(([start, inner, end]) => start + inner.join("") + end);
const text = fc.array(
  fc.constantFrom("a", "b", "c", "1", "_", " ", "\n", "-", "x", "/", ".", "{", "😀", "é", "\u2028"),
  { maxLength: 6 },
);

describe("any pattern", () => {
  it.each([
    ["Python's", patternToPython, patternFromPython],
    ["JSON Schema's", patternToJson, patternFromJson],
  ] as const)(
    "is found in the same texts after it was put into %s words and back, and is written the same from then on",
    (_, to, from) => {
      fc.assert(
        fc.property(
          pattern,
          fc.array(
            text.map((letters) => letters.join("")),
            { maxLength: 8 },
          ),
          (source, texts) => {
            const made = to(source.replace(/(?<!c)\{/g, "\\{"), "u");
            if ("why" in made) throw new Error(made.why);
            const back = from(made.source);
            if ("why" in back) throw new Error(back.why);
            expect(sourceOf(to(back.source, back.flags))).toBe(made.source);
            const [before, after] = [
              new RegExp(source.replace(/(?<!c)\{/g, "\\{"), "u"),
              new RegExp(back.source, back.flags),
            ];
            for (const one of texts)
              expect(after.test(one), `${before} ${after} ${JSON.stringify(one)}`).toBe(before.test(one));
          },
        ),
        { numRuns: 400 },
      );
    },
  );
});
