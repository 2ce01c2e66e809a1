import { positionsOf } from "./positions-of.js";
import { withoutCommonEnds } from "./without-common-ends.js";

/**
 * The least number of insertions, deletions and replacements that turn one sequence of codes into the other (Levenshtein), 32 positions
 * at a time (Myers 1999 in Hyyrö's blocks): O(n · m / 32) time at worst, O(n + m) memory; common ends cost nothing.
 */
export function editDistance(left: Int32Array, right: Int32Array, distinct: number): number {
  const { first, second } = withoutCommonEnds(left, right);
  const [short, long] = first.length <= second.length ? [first, second] : [second, first];
  return short.length === 0 ? long.length : inBlocks(short, long, distinct);
}

function inBlocks(short: Int32Array, long: Int32Array, distinct: number): number {
  const blocks = (short.length + 31) >>> 5;
  const positions = positionsOf(short, distinct);
  // Where a cell is one more, or one less, than the cell above it.
  const rises = new Int32Array(blocks).fill(-1);
  const falls = new Int32Array(blocks);
  const last = (short.length - 1) & 31;
  let distance = short.length;
  for (const code of long) {
    const list = positions[code];
    let next = 0;
    let risesIn = 1;
    let fallsIn = 0;
    for (let block = 0; block < blocks; block++) {
      let equal = 0;
      if (list !== undefined && list[next] === block) {
        equal = list[next + 1] ?? 0;
        next += 2;
      }
      const up = rises[block] ?? 0;
      const down = falls[block] ?? 0;
      const vertical = equal | down;
      const matched = equal | fallsIn;
      const horizontal = ((((matched & up) >>> 0) + (up >>> 0)) ^ up) | matched;
      let more = down | ~(horizontal | up);
      let less = up & horizontal;
      const top = block === blocks - 1 ? last : 31;
      const risesOut = (more >>> top) & 1;
      const fallsOut = (less >>> top) & 1;
      more = (more << 1) | risesIn;
      less = (less << 1) | fallsIn;
      rises[block] = less | ~(vertical | more);
      falls[block] = more & vertical;
      risesIn = risesOut;
      fallsIn = fallsOut;
    }
    distance += risesIn - fallsIn;
  }
  return distance;
}
