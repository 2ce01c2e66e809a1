import { invertLaplacian } from "./invert-laplacian.js";

const mostIterations = 10_000;
const newtonSteps = 50;

/** Log strengths with sum zero, and their covariance by the observed information. */
export interface Strengths {
  readonly strengths: Float64Array;
  readonly covariance: readonly Float64Array[];
}

/**
 * The maximum-likelihood Bradley-Terry strengths, by minorization-maximization (Hunter 2004, MM algorithms for
 * generalized Bradley-Terry models), then by Newton's steps, as MM is slow where few games connect many contestants.
 *
 * @param wins Row beat column so often; strongly connected.
 */
export function fitStrengths(wins: readonly Float64Array[]): Strengths {
  const size = wins.length;
  const at = (row: number, column: number): number => wins[row]?.[column] ?? 0;
  const won = wins.map((row) => row.reduce((sum, count) => sum + count, 0));
  let strengths = new Float64Array(size);
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const next = strengths.map((_, row) => {
      let rate = 0;
      for (let other = 0; other < size; other++) {
        const games = at(row, other) + at(other, row);
        if (other !== row && games > 0)
          rate += games / (Math.exp(strengths[row] ?? 0) + Math.exp(strengths[other] ?? 0));
      }
      return Math.log((won[row] ?? 0) / rate);
    });
    const moved = centre(next);
    const change = Math.max(...moved.map((value, row) => Math.abs(value - (strengths[row] ?? 0))));
    strengths = moved;
    if (change < 1e-6) break;
  }
  for (let step = 0; step < newtonSteps; step++) {
    const { gradient, covariance } = derive(strengths, at, won);
    const move = covariance.map((row) => row.reduce((sum, value, column) => sum + value * (gradient[column] ?? 0), 0));
    const longest = Math.max(...move.map(Math.abs));
    // Far from the optimum a full step may overshoot.
    const length = Math.min(1, 1 / longest);
    strengths = centre(strengths.map((value, row) => value + length * (move[row] ?? 0)));
    if (longest < 1e-12) break;
  }
  return { strengths, covariance: derive(strengths, at, won).covariance };
}

function derive(strengths: Float64Array, at: (row: number, column: number) => number, won: readonly number[]) {
  const gradient = Float64Array.from(won);
  const information = Array.from(strengths, (mine, row) =>
    Float64Array.from(strengths, (theirs, other) => {
      if (row === other) return 0;
      const chance = 1 / (1 + Math.exp(theirs - mine));
      const games = at(row, other) + at(other, row);
      gradient[row] = (gradient[row] ?? 0) - games * chance;
      return games * chance * (1 - chance);
    }),
  );
  return { gradient, covariance: invertLaplacian(information) };
}

function centre(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
