import { InvalidArgumentError } from "../core/index.js";

/** The quantile of rising values by linear interpolation (R's type 7, numpy's default); undefined of nothing. @throws {InvalidArgumentError} q is not from 0 to 1. */
export function quantileSorted(sorted: ArrayLike<number>, q: number): number | undefined {
  if (!(q >= 0 && q <= 1)) throw new InvalidArgumentError("quantileSorted", "`q` to be between 0 and 1", q);
  if (sorted.length === 0) return undefined;
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  // Between equal or at a value there is nothing to interpolate, and infinity minus infinity would give NaN.
  if (position === below || low === high) return low;
  return low + (position - below) * (high - low);
}
