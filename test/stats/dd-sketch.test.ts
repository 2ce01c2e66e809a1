import fc from "fast-check";
import { DDSketch } from "golden-pipeline/stats";
import { describe, expect, it } from "vitest";

const numbers = fc.array(
  fc.oneof(
    fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
    fc.double({ min: -1e6, max: -1e-6, noNaN: true }),
    fc.constant(0),
  ),
  { minLength: 1, maxLength: 200 },
);

function sketchOf(values: readonly number[]): DDSketch {
  const sketch = new DDSketch(0.01);
  for (const value of values) sketch.add(value);
  return sketch;
}

describe("DDSketch", () => {
  it("gives quantiles within its relative accuracy", () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
        const exact = [...values].sort((left, right) => left - right)[Math.floor(q * (values.length - 1))] ?? 0;
        const got = sketchOf(values).quantile(q) ?? Number.NaN;
        expect(Math.abs(got - exact)).toBeLessThanOrEqual(0.0101 * Math.abs(exact));
      }),
    );
  });

  it("merged from parts has the bins of the whole, and survives JSON", () => {
    fc.assert(
      fc.property(numbers, fc.nat(100), (values, cut) => {
        const merged = sketchOf(values.slice(0, cut));
        merged.merge(sketchOf(values.slice(cut)));
        expect(merged.toJSON()).toEqual(sketchOf(values).toJSON());
        const copied = DDSketch.fromJSON(JSON.parse(JSON.stringify(merged)));
        expect(copied.toJSON()).toEqual(merged.toJSON());
        copied.add(1);
        merged.add(1);
        expect(copied.toJSON()).toEqual(merged.toJSON());
      }),
    );
  });

  it("merged from parts beyond 2048 bins joins the same bins as the whole", () => {
    const low = Array.from({ length: 1500 }, (_, index) => Math.exp(index * 0.0201 - 300));
    const high = Array.from({ length: 1500 }, (_, index) => Math.exp(index * 0.0201 + 10));
    const merged = sketchOf(low);
    merged.merge(sketchOf(high));
    expect(merged.toJSON().positive).toHaveLength(2048);
    expect(merged.toJSON().positive).toEqual(sketchOf([...low, ...high]).toJSON().positive);
  });

  it("refuses to take values away", () => {
    expect(() => new DDSketch().add(1, -3)).toThrow("`times` to be a whole number from 0, got -3");
  });

  it("gives no quantile of nothing and refuses impossible ones", () => {
    expect(new DDSketch().quantile(0.5)).toBeUndefined();
    expect(() => new DDSketch().quantile(2)).toThrowErrorMatchingInlineSnapshot(
      "[InvalidArgumentError: [golden-pipeline] [DDSketch] Expected a quantile between 0 and 1, got 2 (number)]",
    );
  });
});
