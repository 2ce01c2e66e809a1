/** Two sequences without what they share at both ends, and the length of that. */
export function withoutCommonEnds(left: Int32Array, right: Int32Array) {
  let start = 0;
  let [leftEnd, rightEnd] = [left.length, right.length];
  while (start < leftEnd && start < rightEnd && left[start] === right[start]) start++;
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd--;
    rightEnd--;
  }
  const common = left.length - (leftEnd - start);
  return { first: left.subarray(start, leftEnd), second: right.subarray(start, rightEnd), common };
}
