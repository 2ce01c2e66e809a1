import { normal } from "../../../stats/house.js";
import type { NumberSamples } from "../sample.js";
import { pooledRanks } from "./ranks.js";

const mostExact = 8;

/** The rank test of Mann and Whitney whether the reference is smaller: one-sided, so that a fall of the current values is never seen. */
export function mannWhitney(samples: NumberSamples): number {
  const [n, m] = [samples.reference.length, samples.current.length];
  const { right, ties } = pooledRanks(samples);
  const u = right.reduce((sum, rank) => sum + rank, 0) - (m * (m + 1)) / 2;
  if (Math.min(n, m) <= mostExact && ties === 0) return exactUpperTail(u, n, m);
  const rows = n + m;
  const deviation = Math.sqrt(((n * m) / 12) * (rows + 1 - ties / (rows * (rows - 1))));
  return normal.upperTail((u - (n * m) / 2 - 0.5) / deviation);
}

/** The chance of a U at least this large: orders with each U, counted by how many are below the largest value. */
function exactUpperTail(u: number, n: number, m: number): number {
  const most = n * m;
  // Shares of the orders of i and j values; the largest is of the left with chance i/(i + j), otherwise it adds i.
  let rows: Float64Array[] = Array.from({ length: n + 1 }, () => Float64Array.of(1));
  for (let j = 1; j <= m; j++) {
    const next: Float64Array[] = [Float64Array.of(1)];
    for (let i = 1; i <= n; i++) {
      const shares = new Float64Array(i * j + 1);
      const add = (from: Float64Array | undefined, further: number, chance: number): void => {
        from?.forEach((share, at) => {
          shares[at + further] = (shares[at + further] as number) + share * chance;
        });
      };
      add(next[i - 1], 0, i / (i + j));
      add(rows[i], i, j / (i + j));
      next.push(shares);
    }
    rows = next;
  }
  let tail = 0;
  for (let at = Math.ceil(u); at <= most; at++) tail += rows[n]?.[at] ?? 0;
  return Math.min(1, tail);
}
