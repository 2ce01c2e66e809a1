import { profileDataset } from "../dataset/index.js";
import { type Candidate, type ModelProfile, type Outputs, profileModel, type RowMeasure } from "../model/index.js";

/**
 * What was normal when a candidate was made: what its training rows look like (its test rows, where none
 * trained it), and what it says of its test rows, how well.
 */
export async function profileCandidate<Row, Label extends string, Target>(
  { name, data, targets: { targets }, decision }: Candidate<Row, Label, Target>,
  outputs: Outputs,
  clusters: readonly string[] | undefined,
  measures: readonly RowMeasure[] | undefined,
): Promise<ModelProfile> {
  // What becomes known later is not there when a prediction is asked.
  const { columns, labels } = name.contract;
  const { group } = name.target;
  const known = columns
    .map((column) => column.name)
    .filter((column) => !Object.hasOwn(labels, column))
    // What a ranking is grouped by, e.g. the query, is new each time and would always look like a drift.
    .filter((column) => !(group?.op === "column" && group.name === column));
  const inputs = await profileDataset(data.train ?? data.test, { columns: known });
  return profileModel({
    inputs,
    outputs,
    decision,
    targets,
    ...(clusters && { clusters }),
    ...(measures && { measures }),
  });
}
