import { fallingOrder } from "../../stats/house.js";
import type { YesNoRows } from "../rows/yes-no-rows.js";

/**
 * The difference of two models' areas under the ROC curve as a sum over rows whose parts only change their sign when the models' outputs
 * of a row change places. With h(x, y) = 1 where x > y (ties ½), s the rows that are swapped and ε = 1 − 2s, the difference of won pairs is
 * Σ over yes i and no j of (1 − sᵢ − sⱼ)(h(aᵢ, aⱼ) − h(bᵢ, bⱼ)) + (sⱼ − sᵢ)(h(aᵢ, bⱼ) − h(bᵢ, aⱼ)): products of s cancel. So a yes has the part
 * (U(aᵢ) − U(bᵢ)) / 2, U(x) the outputs of either model for a no that are below x, and a no the part (V(aⱼ) − V(bⱼ)) / 2, V(x) those for a
 * yes that are above.
 *
 * @param rows a's, then b's of the same rows.
 * @returns Four times the parts of won pairs: whole numbers.
 */
export function swapParts({ outputs, targets }: YesNoRows): Float64Array {
  const order = fallingOrder(outputs);
  const places = new Float64Array(outputs.length);
  const noes = targets.reduce((sum, target) => sum + (target === 0 ? 1 : 0), 0);
  let [yesAbove, noAbove] = [0, 0];
  for (let start = 0, end = 0; start < order.length; start = end) {
    const output = outputs[order[start] as number];
    let [yesHere, noHere] = [0, 0];
    for (end = start; end < order.length && outputs[order[end] as number] === output; end++)
      if (targets[order[end] as number] === 1) yesHere++;
      else noHere++;
    const [below, above] = [2 * (noes - noAbove) - noHere, 2 * yesAbove + yesHere];
    for (let place = start; place < end; place++) {
      const row = order[place] as number;
      places[row] = targets[row] === 1 ? below : above;
    }
    yesAbove += yesHere;
    noAbove += noHere;
  }
  const rows = outputs.length / 2;
  return Float64Array.from({ length: rows }, (_, row) => (places[row] as number) - (places[rows + row] as number));
}
