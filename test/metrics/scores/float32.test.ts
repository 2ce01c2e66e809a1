import fc from "fast-check";
import { brierScore, expectedCalibrationError, logLoss, rocAuc } from "golden-pipeline/metrics";
import { describe, expect, it } from "vitest";
import fixture from "../../fixtures/evaluation/float32-softmax.json" with { type: "json" };

/** As a model in float32 gives it: every step is rounded, so that a row sums to 1 only nearly. */
function softmax(logits: readonly number[]): Float32Array {
  const largest = Math.max(...logits);
  const powers = Float32Array.from(logits, (logit) => Math.exp(Math.fround(logit - largest)));
  const sum = powers.reduce((total, power) => Math.fround(total + power), 0);
  return powers.map((power) => power / sum);
}

const tables = fc.integer({ min: 2, max: 50 }).chain((width) =>
  fc.record({
    width: fc.constant(width),
    logits: fc.array(fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: width, maxLength: width }), {
      minLength: width,
      maxLength: width + 5,
    }),
  }),
);

describe("probabilities in float32", () => {
  it("of a softmax are read as they are, for 2 to 50 classes", () => {
    fc.assert(
      fc.property(tables, ({ width, logits }) => {
        const labels = Array.from({ length: width }, (_, label) => label);
        const targets = logits.map((_, row) => row % width);
        const narrow = logits.map(softmax);
        const wide = narrow.map((row) => {
          const sum = row.reduce((total, value) => total + value, 0);
          return Array.from(row, (value) => value / sum);
        });
        // A share that moves over the edge of a bin moves the calibration error.
        expect(expectedCalibrationError({ labels })(targets as never, narrow)).toBeGreaterThanOrEqual(0);
        for (const metric of [logLoss({ labels }), brierScore({ labels })])
          expect(metric(targets as never, narrow), metric.name).toBeCloseTo(
            metric(targets as never, wide) as number,
            4,
          );
        for (const multiClass of ["ovr", "ovo"] as const)
          expect(rocAuc({ labels, multiClass })(targets, narrow)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
  });

  it("give scikit-learn's numbers", () => {
    const { targets, logLoss: loss, brier, rocAucOvr, rocAucOvo } = fixture;
    const outputs = fixture.outputs.map((row) => Float32Array.from(row));
    // scikit-learn takes the logarithms of float32 in float32.
    expect(logLoss()(targets, outputs)).toBeCloseTo(loss, 6);
    expect(brierScore()(targets, outputs)).toBeCloseTo(brier, 6);
    expect(rocAuc()(targets, outputs)).toBeCloseTo(rocAucOvr, 12);
    expect(rocAuc({ multiClass: "ovo" })(targets, outputs)).toBeCloseTo(rocAucOvo, 12);
  });

  it("that are none are refused still", () => {
    for (const metric of [logLoss(), brierScore(), rocAuc()])
      expect(() => metric(["a", "b"], [Float32Array.of(0.5, 0.501), Float32Array.of(0.5, 0.5)])).toThrow(
        "probabilities that sum to 1",
      );
  });
});
