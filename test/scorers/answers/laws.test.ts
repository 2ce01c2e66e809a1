import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactAnswer, matchAnswer } from "../../../src/scorers/index.js";

/** Tenths of a thousand: `1.5 thousand` to `999.9 million` can be written in each scale. */
const tenths = fc.integer({ min: 11, max: 9_999_999 }).filter((value) => value % 10 !== 0);
const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
const currency = fc.constantFrom("$", "€", "£", "₹", "");
const frame = fc.constantFrom(
  (said: string) => said,
  (said: string) => `The total was ${said}.`,
  (said: string) => `According to page 14 of the 10-K, it was ${said}, as Table 3 shows.`,
  (said: string) => `**${said}**`,
  (said: string) => `Final answer: ${said}`,
  (said: string) => `<think>17? No, 18.</think>${said}`,
  (said: string) => `It comes to ${said}. Confidence: 90%`,
  (said: string) => `In 2019 it was ${said}.`,
  (said: string) => JSON.stringify({ answer: said, confidence: 0.9 }),
);
const hedge = fc.constantFrom(
  (said: string) => `maybe ${said}`,
  (said: string) => `${said}?`,
  (said: string) => `It might be ${said}.`,
  (said: string) => `${said}, but I am not sure.`,
  (said: string) => `Perhaps it was ${said}.`,
  (said: string) => `I guess ${said}`,
  (said: string) => `${said} or 3`,
  (said: string) => `either 3 or ${said}`,
);
const term = fc.constantFrom(
  (n: number) => `\\sqrt{${n}}`,
  (n: number) => `${n}\\pi`,
  (n: number) => `${n}!`,
  (n: number) => `${n}x`,
  (n: number) => `x^${n}`,
  (n: number) => `x^{${n}}`,
  (n: number) => `±${n}`,
  (n: number) => `${n} + y`,
  (n: number) => `y - ${n}`,
  (n: number) => `y/${n}`,
  (n: number) => `\\log ${n}`,
  (n: number) => `${n}_7`,
  (n: number) => `${n} × 1234567`,
  (n: number) => `2^n + ${n}`,
);

describe("answers obey these laws", () => {
  it("a value is the same in every scale: 1.5 million, 1,500 thousand, 1,500,000", () => {
    fc.assert(
      fc.property(tenths, currency, (value, sign) => {
        const all = [
          `${sign}${grouped(String(Math.floor(value / 10)))}.${value % 10} thousand`,
          `${sign}${grouped(String(value * 100))}`,
          `${sign}${value / 10_000} million`,
          `${sign}${value / 10}k`,
        ];
        for (const gold of all)
          for (const said of all)
            expect(matchAnswer(gold, said, { precision: "exact" }).match, `${said} ${gold}`).toBe(true);
      }),
    );
  });

  it("a frame of prose changes no verdict", () => {
    fc.assert(
      fc.property(tenths, fc.integer({ min: -3, max: 3 }), frame, (value, off, framed) => {
        const [gold, said] = [`$${value / 10} million`, `$${(value + 20 * off) / 10} million`];
        fc.pre(value + 20 * off > 0);
        expect(matchAnswer(gold, framed(said)).match, framed(said)).toBe(matchAnswer(gold, said).match);
      }),
    );
  });

  it("a hedge opens, and never accepts", () => {
    fc.assert(
      fc.property(tenths, hedge, frame, (value, hedged, framed) => {
        const gold = `${value / 10}`;
        fc.pre(gold !== "3" && value !== 30);
        expect(matchAnswer(gold, hedged(gold)), hedged(gold)).toMatchObject({ match: false, open: true });
        expect(matchAnswer(gold, framed(hedged(gold))).match, framed(hedged(gold))).toBe(false);
      }),
    );
  });

  it("a term is none of its numbers, and none of them is the term", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 999_999 }), term, (value, written) => {
        expect(matchAnswer(String(value), written(value)), written(value)).toMatchObject({ match: false, open: true });
        expect(matchAnswer(written(value), String(value)).match, written(value)).toBe(false);
        expect(matchAnswer(written(value), written(value)).match, written(value)).toBe(true);
      }),
    );
  });

  it("a number without a sign is never refused for good where its text speaks of a fall", () => {
    const falling = fc.constantFrom(
      (said: string) => `Sales declined. The change is ${said}.`,
      (said: string) => `It fell from one year to the next, that is ${said}`,
      (said: string) => `The change is ${said}. Sales have shrunk.`,
      (said: string) => `Margins deteriorated: ${said}`,
      (said: string) => `${said} (decrease)`,
      (said: string) => `The loss for the year, as reported, is ${said}`,
      (said: string) => `Sales were weak.\nAnswer: ${said}`,
    );
    fc.assert(
      fc.property(fc.integer({ min: 221, max: 9999 }), fc.integer({ min: -4, max: 4 }), falling, (value, off, text) => {
        const gold = `-${(value / 10).toFixed(1)}%`;
        const { match, open } = matchAnswer(gold, text(`${((10 * value + off) / 100).toFixed(2)}%`));
        expect(match || open, text(gold)).toBe(true);
      }),
    );
  });

  it("brackets are a minus before any scale and in any currency", () => {
    fc.assert(
      fc.property(tenths, currency, fc.constantFrom("", " thousand", " million", " billion"), (value, sign, scale) => {
        const digits = (value / 10).toString();
        const gold = `-${sign}${digits}${scale}`;
        expect(matchAnswer(gold, `(${sign}${digits})${scale}`).match).toBe(true);
        expect(matchAnswer(gold, `(${sign}${digits}${scale})`).match).toBe(true);
        expect(matchAnswer(gold, `${sign}(${digits})${scale}`).match).toBe(true);
        expect(matchAnswer(gold.slice(1), `${sign}(${digits})${scale}`).match).toBe(false);
      }),
    );
  });

  it("a tuple is equal to itself only", () => {
    const entry = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 2, maxLength: 4 }),
        fc.array(entry, { minLength: 2, maxLength: 4 }),
        (a, b) => {
          const same = a.join() === b.join();
          expect(matchAnswer(`(${a.join(", ")})`, `(${b.join(", ")})`).match).toBe(same);
        },
      ),
    );
  });

  it("of several golds one is enough, whatever their order", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 2200, max: 9999 }), { minLength: 2, maxLength: 5 }),
        fc.nat(),
        (golds, pick) => {
          const texts = golds.map(String);
          const index = pick % golds.length;
          expect(matchAnswer(texts, `It is ${texts[index]}.`)).toMatchObject({ match: true, goldIndex: index });
          expect(matchAnswer(texts, "It is 17.").match).toBe(false);
        },
      ),
    );
  });

  it("equal texts are symmetric, and equal to themselves", () => {
    const text = fc.stringMatching(/^[A-Ca-c#<>∪∩!()\d ]{1,8}$/).filter((one) => /[A-Za-z0-9]/.test(one));
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(exactAnswer(left, left).match).toBe(true);
        expect(exactAnswer(right, left).match).toBe(exactAnswer(left, right).match);
      }),
    );
  });
});

describe("an answer is extracted", () => {
  it("by a path of JSON, of the last line, after thinking, or by a function", () => {
    const json = '{"steps": [{"value": 3}], "result": {"total": "42"}, "confidence": 95}';
    expect(matchAnswer("42", json, { extract: { json: "result.total" } }).match).toBe(true);
    expect(matchAnswer("3", json, { extract: { json: "$.steps[0].value" } }).match).toBe(true);
    expect(matchAnswer("7", "I add 3 and 4.\n7", { extract: "last-line" }).match).toBe(true);
    expect(matchAnswer("8", "<think>It is 8.</think>7", { extract: "after-thinking" }).match).toBe(false);
    const between = (text: string): string | undefined => /\[\[(.*)\]\]/.exec(text)?.[1];
    expect(matchAnswer("7", "Of 12 there are [[7]], not 5", { extract: between }).match).toBe(true);
    expect(exactAnswer("paris", '{"city": "Paris"}', { extract: { json: "city" } }).match).toBe(true);
  });

  it("or left open where it is not there", () => {
    expect(matchAnswer("42", "42", { extract: { json: "answer" } })).toMatchObject({
      match: false,
      open: true,
      rule: "no-extract",
    });
    expect(matchAnswer("42", '{"answer": null}', { extract: { json: "answer" } }).rule).toBe("no-extract");
    expect(matchAnswer("42", "42", { extract: () => undefined }).rule).toBe("no-extract");
  });

  it("by one of these forms only", () => {
    const untyped: { readonly extract: "last-line" } = JSON.parse('{"extract":"first"}');
    expect(() => matchAnswer("42", "42", untyped)).toThrow('`extract` to be "after-thinking", "last-line"');
    expect(() => matchAnswer([], "42")).toThrow("a gold: a text or a list of at least one");
  });
});
