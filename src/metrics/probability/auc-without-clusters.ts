import { fallingOrder } from "../../stats/house.js";

/**
 * The area under the ROC curve without each cluster in turn, in one walk over the sorted outputs: of all pairs of a yes and a no, those
 * with one end in the cluster go, those with both ends in it went twice. Undefined when a cluster's absence leaves one answer only.
 *
 * @param codes Each row's cluster, below `clusters`.
 */
export function aucWithoutClusters(
  targets: Float64Array,
  outputs: Float64Array,
  codes: Int32Array,
  clusters: number,
): Float64Array | undefined {
  const order = fallingOrder(outputs);
  // Won pairs (ties half): by the cluster of their yes or their no, and with both in it; how many of each there are.
  const [touching, within] = [new Float64Array(clusters), new Float64Array(clusters)];
  const [yes, no, tiedYes, tiedNo] = [0, 1, 2, 3].map(() => new Float64Array(clusters)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const totalNo = targets.reduce((sum, target) => sum + (target === 0 ? 1 : 0), 0);
  let [won, yesAbove, noAbove] = [0, 0, 0];
  for (let start = 0, end = 0; start < order.length; start = end) {
    const output = outputs[order[start] as number];
    let [yesHere, noHere] = [0, 0];
    for (end = start; end < order.length && outputs[order[end] as number] === output; end++) {
      const row = order[end] as number;
      const tied = targets[row] === 1 ? tiedYes : tiedNo;
      const code = codes[row] as number;
      tied[code] = (tied[code] as number) + 1;
      if (targets[row] === 1) yesHere++;
      else noHere++;
    }
    for (let position = start; position < end; position++) {
      const code = codes[order[position] as number] as number;
      const [mineYes, mineNo] = [tiedYes[code] as number, tiedNo[code] as number];
      // Each cluster's rows among equals are counted at the first of them.
      if (mineYes === 0 && mineNo === 0) continue;
      const below = totalNo - noAbove - noHere;
      touching[code] = (touching[code] as number) + mineYes * (below + noHere / 2) + mineNo * (yesAbove + yesHere / 2);
      within[code] = (within[code] as number) + mineNo * ((yes[code] as number) + mineYes / 2);
      won += mineYes * (below + noHere / 2);
      yes[code] = (yes[code] as number) + mineYes;
      no[code] = (no[code] as number) + mineNo;
      tiedYes[code] = 0;
      tiedNo[code] = 0;
    }
    yesAbove += yesHere;
    noAbove += noHere;
  }
  const areas = new Float64Array(clusters);
  for (let code = 0; code < clusters; code++) {
    const pairs = (yesAbove - (yes[code] as number)) * (noAbove - (no[code] as number));
    if (pairs === 0) return undefined;
    areas[code] = (won - (touching[code] as number) + (within[code] as number)) / pairs;
  }
  return areas;
}
