// Up to so many comparisons a bin of outputs is compared pair by pair, above it is sorted.
const fewPairs = 256;
const rowsPerBin = 4;
// Their counts stay in the processor's nearest caches.
const mostBins = 1 << 16;

/**
 * Of all pairs of a yes and a no, how many the yes wins by a higher output, ties half: exact below 2^53 pairs. Outputs are dealt into
 * bins of equal width first, so that only pairs in one bin must be compared; no order of all rows is ever made.
 *
 * @param targets 0 and 1.
 */
export function countWonPairs(
  targets: Float64Array,
  outputs: Float64Array,
): { readonly won: number; readonly pairs: number } {
  const rows = outputs.length;
  let [low, high, positives] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let row = 0; row < rows; row++) {
    const output = outputs[row] as number;
    if (output < low) low = output;
    if (output > high) high = output;
    positives += targets[row] as number;
  }
  const pairs = positives * (rows - positives);
  if (pairs === 0) return { won: 0, pairs };
  const { bins, factor } = binsOf(low, high, rows);
  // Rows by bin, in each the noes before the yeses: one index of both, because a branch on the answer is guessed wrong half of the time.
  const ends = new Int32Array(2 * bins + 2);
  for (let row = 0; row < rows; row++) {
    const slot = 2 * ((((outputs[row] as number) - low) * factor) | 0) + (targets[row] as number) + 1;
    ends[slot] = (ends[slot] as number) + 1;
  }
  for (let slot = 0; slot <= 2 * bins; slot++) ends[slot + 1] = (ends[slot + 1] as number) + (ends[slot] as number);
  const dealt = new Float64Array(rows);
  // What was the start of a slot becomes its end as it fills.
  for (let row = 0; row < rows; row++) {
    const output = outputs[row] as number;
    const slot = 2 * (((output - low) * factor) | 0) + (targets[row] as number);
    const place = ends[slot] as number;
    dealt[place] = output;
    ends[slot] = place + 1;
  }
  let [won, start, noBelow] = [0, 0, 0];
  for (let slot = 0; slot < 2 * bins; slot += 2) {
    const [noEnd, yesEnd] = [ends[slot] as number, ends[slot + 1] as number];
    won += (yesEnd - noEnd) * noBelow + wonWithin(dealt, start, noEnd, yesEnd);
    noBelow += noEnd - start;
    start = yesEnd;
  }
  return { won, pairs };
}

/** One bin when the width of all outputs is 0 or beyond the largest double. */
function binsOf(low: number, high: number, rows: number): { readonly bins: number; readonly factor: number } {
  const bins = Math.max(1, Math.min(mostBins, Math.ceil(rows / rowsPerBin)));
  // The highest output falls into the last bin: below its upper edge by more than rounding.
  const factor = (bins - 0.5) / (high - low);
  return factor > 0 && factor < Number.POSITIVE_INFINITY ? { bins, factor } : { bins: 1, factor: 0 };
}

/** Of one bin, whose noes end where its yeses begin. */
function wonWithin(dealt: Float64Array, noStart: number, noEnd: number, yesEnd: number): number {
  let won = 0;
  if ((noEnd - noStart) * (yesEnd - noEnd) <= fewPairs) {
    for (let mine = noEnd; mine < yesEnd; mine++) {
      const output = dealt[mine] as number;
      for (let other = noStart; other < noEnd; other++) {
        const against = dealt[other] as number;
        // 1 for a win, half for a tie.
        won += (Number(output > against) + Number(output >= against)) / 2;
      }
    }
    return won;
  }
  const [no, yes] = [dealt.subarray(noStart, noEnd), dealt.subarray(noEnd, yesEnd)];
  if (isConstant(no) && isConstant(yes) && no[0] === yes[0]) return (no.length * yes.length) / 2;
  no.sort();
  yes.sort();
  let [below, upTo] = [0, 0];
  for (let mine = 0; mine < yes.length; mine++) {
    const output = yes[mine] as number;
    while (below < no.length && (no[below] as number) < output) below++;
    while (upTo < no.length && (no[upTo] as number) <= output) upTo++;
    won += (below + upTo) / 2;
  }
  return won;
}

function isConstant(values: Float64Array): boolean {
  for (let index = 1; index < values.length; index++) if (values[index] !== values[0]) return false;
  return true;
}
