import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thresholdByCost } from "../../../src/metrics/index.js";

describe("the threshold by cost", () => {
  it("is at least as cheap as every other and makes the mistakes that it says", () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(0, 1), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), fc.nat(5), fc.nat(5), (rows, falsePositive, falseNegative) => {
        fc.pre(falsePositive + falseNegative > 0 && rows.some(([, , weight]) => weight > 0));
        const [outputs, targets] = [rows.map(([output]) => output / 9), rows.map(([, target]) => target)];
        const weights = rows.map(([, , weight]) => weight);
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const mistakesAt = (threshold: number): readonly [number, number] => {
          let [wrongYes, wrongNo] = [0, 0];
          rows.forEach(([, target, weight], at) => {
            const acted = (outputs[at] ?? 0) >= threshold;
            if (acted && target === 0) wrongYes += weight;
            if (!acted && target === 1) wrongNo += weight;
          });
          return [wrongYes, wrongNo];
        };
        const best = thresholdByCost(targets, outputs, { falsePositive, falseNegative, weights });
        if (best === undefined) throw new Error("there are rows");
        expect([best.falsePositives, best.falseNegatives]).toEqual(mistakesAt(best.threshold));
        for (const threshold of [...outputs, Number.POSITIVE_INFINITY]) {
          const [wrongYes, wrongNo] = mistakesAt(threshold);
          const cost = (falsePositive * wrongYes + falseNegative * wrongNo) / total;
          expect(best.cost).toBeLessThanOrEqual(cost);
          if (cost === best.cost && (weights[outputs.indexOf(threshold)] ?? 1) > 0)
            expect(mistakesAt(best.threshold)[0]).toBeLessThanOrEqual(wrongYes);
        }
      }),
    );
  });

  it("is the highest of equally cheap ones, infinite when never to act is cheapest", () => {
    const costs = { falsePositive: 1, falseNegative: 1 };
    expect(thresholdByCost([0, 1, 0, 1], [0.1, 0.4, 0.6, 0.8], costs)).toEqual({
      threshold: 0.8,
      cost: 0.25,
      falsePositives: 0,
      falseNegatives: 1,
    });
    expect(thresholdByCost([0, 0], [0.1, 0.9], costs)?.threshold).toBe(Number.POSITIVE_INFINITY);
    expect(thresholdByCost([], [], costs)).toBeUndefined();
    expect(() => thresholdByCost([0], [0.1], { falsePositive: -1, falseNegative: 1 })).toThrow("`falsePositive`");
  });
});
