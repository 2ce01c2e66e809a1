import type { Shares } from "./shares.js";

/** The Jensen–Shannon distance with logarithms to base 2, from 0 to 1. */
export function jensenShannon({ reference, chunk }: Shares): number {
  let divergence = 0;
  reference.forEach((p, at) => {
    const q = chunk[at] ?? 0;
    const middle = (p + q) / 2;
    if (p > 0) divergence += p * Math.log2(p / middle);
    if (q > 0) divergence += q * Math.log2(q / middle);
  });
  return Math.sqrt(Math.max(0, divergence) / 2);
}

/** The Hellinger distance, from 0 to 1. */
export function hellinger({ reference, chunk }: Shares): number {
  const squares = reference.map((p, at) => (Math.sqrt(p) - Math.sqrt(chunk[at] ?? 0)) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / 2);
}

/** The largest difference of a share. */
export function lInfinity({ reference, chunk }: Shares): number {
  return Math.max(...reference.map((p, at) => Math.abs(p - (chunk[at] ?? 0))));
}
