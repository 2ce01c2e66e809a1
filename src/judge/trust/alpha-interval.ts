import { createRandom } from "../../core/index.js";
import { quantileSorted, uniformInteger } from "../../stats/house.js";
import type { Interval } from "../../stats/index.js";
import { krippendorffAlpha, type RatingScale } from "./krippendorff-alpha.js";

const resamples = 1000;

/**
 * The percentile bootstrap interval of Krippendorff's alpha over units. Resamples without variation have no alpha and
 * are left out; undefined when that is more than a tenth of them.
 */
export function alphaInterval(
  units: readonly (readonly (number | string | null | undefined)[])[],
  options: { readonly scale: RatingScale; readonly confidence: number; readonly seed: number | string },
): Interval | undefined {
  const { scale, confidence, seed } = options;
  if (units.length === 0) return undefined;
  const random = createRandom(seed).stream("alpha interval");
  const alphas: number[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    const drawn = units.map(() => units[uniformInteger(random, units.length)] ?? []);
    const alpha = krippendorffAlpha(drawn, { scale });
    if (alpha !== undefined) alphas.push(alpha);
  }
  if (alphas.length < 0.9 * resamples) return undefined;
  const sorted = Float64Array.from(alphas).sort();
  const tail = (1 - confidence) / 2;
  const [low, high] = [quantileSorted(sorted, tail), quantileSorted(sorted, 1 - tail)];
  return low === undefined || high === undefined ? undefined : { low, high, confidence };
}
