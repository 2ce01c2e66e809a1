import { optimalAssignment } from "./optimal-assignment.js";

/** One item of the prediction beside one of the gold. */
export interface AlignedPair {
  readonly prediction: number;
  readonly gold: number;
  /** What the item score says of the two, 0 to 1. */
  readonly score: number;
}

/**
 * The pairs of largest total score, each item used once: any with any, or, with `order`, none crossing another (the longest common
 * subsequence weighted by score). Pairs may score 0. Sorted by the gold's index.
 */
export function alignItems(
  predictions: number,
  golds: number,
  score: (prediction: number, gold: number) => number,
  order: boolean,
): AlignedPair[] {
  const scores = Array.from({ length: golds }, (_, gold) =>
    Float64Array.from({ length: predictions }, (_, prediction) => score(prediction, gold)),
  );
  const pairs = order ? inOrder(scores, predictions) : optimalAssignment(scores.map((row) => [...row]));
  return pairs.map(([gold, prediction]) => ({ prediction, gold, score: scores[gold]?.[prediction] ?? 0 }));
}

function inOrder(scores: readonly Float64Array[], predictions: number): (readonly [number, number])[] {
  const golds = scores.length;
  const best = Array.from({ length: golds + 1 }, () => new Float64Array(predictions + 1));
  const at = (gold: number, prediction: number) => best[gold]?.[prediction] ?? 0;
  const together = (gold: number, prediction: number) =>
    at(gold - 1, prediction - 1) + (scores[gold - 1]?.[prediction - 1] ?? 0);
  for (let gold = 1; gold <= golds; gold++) {
    const row = best[gold] as Float64Array;
    for (let prediction = 1; prediction <= predictions; prediction++)
      row[prediction] = Math.max(at(gold - 1, prediction), at(gold, prediction - 1), together(gold, prediction));
  }
  const pairs: [number, number][] = [];
  // Going back, a pair comes before a gap, so that what stands between two matches is paired too.
  for (let [gold, prediction] = [golds, predictions]; gold > 0 && prediction > 0; ) {
    if (at(gold, prediction) === together(gold, prediction)) pairs.push([--gold, --prediction]);
    else if (at(gold, prediction) === at(gold - 1, prediction)) gold--;
    else prediction--;
  }
  return pairs.reverse();
}
