import { type EvidentlyTest, evidentlyDrift } from "golden-pipeline/adapters/evidently";
import { type Frame, rowsOf } from "./frames.js";
import { close, type FrameAnswer, type Scored } from "./golden.js";

/**
 * Which permutations count as ties of the observed distance hangs on rounding, there on the order in which a Python set gives more than two values.
 */
function isTie(test: string, ours: number | null, theirs: number | null): boolean {
  return test === "TVD" && Math.abs((ours ?? 1) - (theirs ?? 0)) < 0.05;
}

/**
 * Where ours says something else than the reference of a frame, test by test and by default. Left out is `es` of fewer than five values, of
 * which the reference inverts a matrix of rounding errors.
 */
export function differences(frame: Frame, answer: FrameAnswer): readonly unknown[] {
  const sides = [rowsOf(frame.reference), rowsOf(frame.current)] as const;
  return Object.entries(frame.types).flatMap(([column, type]) => {
    const theirs = answer.columns[column];
    if (theirs === undefined) return [{ column, missing: true }];
    const ours = (test: EvidentlyTest | undefined) => {
      try {
        const tests = test && { [column]: test };
        return evidentlyDrift(...sides, { columns: { [column]: type }, ...(tests && { tests }) }).columns[0];
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    };
    const compare = (test: string, expected: Scored, found: ReturnType<typeof ours>): readonly unknown[] => {
      if (typeof found === "string") return expected.refused === undefined ? [{ column, test, expected, found }] : [];
      if (test === "es" && new Set(frame.reference[column]).size < 5) return [];
      if (expected.exact !== undefined)
        return close(found?.score ?? null, expected.exact) ? [] : [{ column, test, expected, found }];
      const same =
        found !== undefined &&
        expected.refused === undefined &&
        found.test === expected.test &&
        (close(found.score, expected.score) || isTie(test, found.score, expected.score)) &&
        found.threshold === expected.threshold &&
        found.drifted === expected.drifted;
      return same ? [] : [{ column, test, expected, found }];
    };
    return [
      ...compare("default", theirs.default, ours(undefined)),
      ...Object.entries(theirs.tests).flatMap(([test, expected]) =>
        compare(test, expected, ours(expected.test ?? (test as EvidentlyTest))),
      ),
    ];
  });
}
