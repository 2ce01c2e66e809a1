import { positionsOf } from "./positions-of.js";
import { withoutCommonEnds } from "./without-common-ends.js";

/**
 * The length of the longest common subsequence of two sequences of codes below `distinct`, 32 positions at a time (Hyyrö 2004):
 * O(n · m / 32) time at worst, O(n + m) memory.
 */
export function longestCommonSubsequence(left: Int32Array, right: Int32Array, distinct: number): number {
  const { first, second, common } = withoutCommonEnds(left, right);
  const [short, long] = first.length <= second.length ? [first, second] : [second, first];
  const blocks = (short.length + 31) >>> 5;
  const positions = positionsOf(short, distinct);
  // A bit is 0 where the length grows at that position of the shorter sequence.
  const state = new Uint32Array(blocks).fill(0xffffffff);
  for (const code of long) {
    const list = positions[code];
    if (list === undefined) continue;
    let carry = 0;
    let next = 0;
    for (let block = list[0] ?? 0; block < blocks; ) {
      let mask = 0;
      if (list[next] === block) {
        mask = list[next + 1] ?? 0;
        next += 2;
      }
      const bits = state[block] ?? 0;
      const sum = bits + ((bits & mask) >>> 0) + carry;
      carry = sum > 0xffffffff ? 1 : 0;
      state[block] = (sum | (bits & ~mask)) >>> 0;
      // Blocks without the code and without a carry stay as they are.
      block = carry === 1 ? block + 1 : (list[next] ?? blocks);
    }
  }
  let length = common;
  for (let at = 0; at < short.length; at++) if ((((state[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 0) length++;
  return length;
}
