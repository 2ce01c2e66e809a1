import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ClassLabel,
  type ClassTotals,
  confusionMatrix,
  countClasses,
  mergeClassTotals,
  mergeConfusionMatrices,
} from "../../../src/metrics/classification/index.js";

const label = fc.constantFrom("b", "a", "é", "", "z");
const rows = fc.array(fc.tuple(label, label), { maxLength: 50 });
type Rows = readonly (readonly [string, string])[];
const totalsOf = (part: Rows, weights?: readonly number[]): ClassTotals =>
  countClasses(
    part.map(([target]) => target),
    part.map(([, prediction]) => prediction),
    weights ? { weights } : {},
  );
const matrixOf = (part: Rows) =>
  confusionMatrix(
    part.map(([target]) => target),
    part.map(([, prediction]) => prediction),
  );

describe("class totals and confusion matrices", () => {
  it("of parts, merged, are those of the whole", () => {
    fc.assert(
      fc.property(rows, fc.nat(50), (all, at) => {
        const [left, right] = [all.slice(0, at), all.slice(at)];
        expect(mergeClassTotals(totalsOf(right), totalsOf(left))).toEqual(totalsOf(all));
        expect(mergeConfusionMatrices(matrixOf(right), matrixOf(left))).toEqual(matrixOf(all));
      }),
    );
  });

  it("do not depend on the order of rows", () => {
    fc.assert(
      fc.property(
        rows.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(totalsOf(shuffled)).toEqual(totalsOf(all));
          expect(matrixOf(shuffled)).toEqual(matrixOf(all));
        },
      ),
    );
  });

  it("of weights of 2 are those of every row twice", () => {
    fc.assert(
      fc.property(rows, (all) => {
        expect(
          totalsOf(
            all,
            all.map(() => 2),
          ),
        ).toEqual(totalsOf([...all, ...all]));
      }),
    );
  });

  it("are the same from integers, large or small, in typed arrays or not", () => {
    const whole = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -3, max: 260 }), fc.constant(2 ** 30));
    fc.assert(
      fc.property(fc.array(fc.tuple(whole, whole), { minLength: 256, maxLength: 400 }), (pairs) => {
        const [targets, predictions] = [pairs.map(([target]) => target), pairs.map(([, prediction]) => prediction)];
        const typed = countClasses(Int32Array.from(targets), Int32Array.from(predictions));
        expect(typed).toEqual(countClasses(targets, predictions));
        const small = (values: readonly number[]) => values.map((value) => value & 7);
        expect(countClasses(Uint8Array.from(small(targets)), Uint8Array.from(small(predictions)))).toEqual(
          countClasses(small(targets), small(predictions)),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("of parts merge though a class occurs in one only", () => {
    const merged = mergeClassTotals(totalsOf([["a", "b"]]), totalsOf([["z", "z"]]));
    expect(merged.labels satisfies readonly ClassLabel[]).toEqual(["a", "b", "z"]);
    expect([...merged.actual]).toEqual([1, 0, 1]);
    expect([...merged.predicted]).toEqual([0, 1, 1]);
    expect([merged.correct, merged.total]).toEqual([1, 2]);
  });
});
