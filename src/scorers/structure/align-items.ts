import { optimalAssignment } from "./optimal-assignment.js";

/** One item of the answer beside one of the gold. */
export interface AlignedPair {
  readonly answer: number;
  readonly gold: number;
  /** What the item score says of the two, 0 to 1. */
  readonly score: number;
}

/**
 * The pairs of largest total score, each item used once: any with any, or, with `order`, none crossing another (the longest common
 * subsequence weighted by score). Pairs may score 0. Sorted by the gold's index.
 */
export function alignItems(
  golds: number,
  answers: number,
  score: (gold: number, answer: number) => number,
  order: boolean,
): AlignedPair[] {
  const scores = Array.from({ length: golds }, (_, gold) =>
    Float64Array.from({ length: answers }, (_, answer) => score(gold, answer)),
  );
  const pairs = order ? inOrder(scores, answers) : optimalAssignment(scores.map((row) => [...row]));
  return pairs.map(([gold, answer]) => ({ answer, gold, score: scores[gold]?.[answer] ?? 0 }));
}

function inOrder(scores: readonly Float64Array[], answers: number): (readonly [number, number])[] {
  const golds = scores.length;
  const best = Array.from({ length: golds + 1 }, () => new Float64Array(answers + 1));
  const at = (gold: number, answer: number) => best[gold]?.[answer] ?? 0;
  const together = (gold: number, answer: number) => at(gold - 1, answer - 1) + (scores[gold - 1]?.[answer - 1] ?? 0);
  for (let gold = 1; gold <= golds; gold++) {
    const row = best[gold] as Float64Array;
    for (let answer = 1; answer <= answers; answer++)
      row[answer] = Math.max(at(gold - 1, answer), at(gold, answer - 1), together(gold, answer));
  }
  const pairs: [number, number][] = [];
  // Going back, a pair comes before a gap, so that what stands between two matches is paired too.
  for (let [gold, answer] = [golds, answers]; gold > 0 && answer > 0; ) {
    if (at(gold, answer) === together(gold, answer)) pairs.push([--gold, --answer]);
    else if (at(gold, answer) === at(gold - 1, answer)) gold--;
    else answer--;
  }
  return pairs.reverse();
}
