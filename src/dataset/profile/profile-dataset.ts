import { InvalidArgumentError } from "../../core/index.js";
import { batchFromRows } from "../../schema/index.js";
import type { Dataset } from "../dataset.js";
import { wholeBatch } from "../whole-batch.js";
import { layoutBatch } from "./layout-columns.js";
import { mergeProfiles } from "./merge-profiles.js";
import type { Profile } from "./profile.js";
import { profileBatch } from "./profile-batch.js";

export interface ProfileOptions {
  /** Counts into its edges and categories, so that the two can be compared and merged. @default the dataset's own */
  readonly reference?: Profile;
  /** Bins of equal share for numbers and times, when there is no reference. @default 20 */
  readonly bins?: number;
  /** Categories listed for text, the most frequent first, when there is no reference; the rest is counted together. @default 100 */
  readonly categories?: number;
}

/**
 * What the columns of a dataset look like, without its rows: the reference for drift.
 * Without a reference, whose edges have to be found first, all rows are held in memory at once.
 *
 * @throws {InvalidArgumentError} the options are out of range, or the dataset lacks a column of the reference.
 */
export async function profileDataset<Row, Label extends string>(
  dataset: Dataset<Row, Label>,
  options: ProfileOptions = {},
): Promise<Profile> {
  const { bins = 20, categories = 100 } = options;
  if (!Number.isInteger(bins) || bins < 2)
    throw new InvalidArgumentError("profile", "`bins` to be a whole number of at least 2", bins);
  if (!Number.isInteger(categories) || categories < 1)
    throw new InvalidArgumentError("profile", "`categories` to be a whole number of at least 1", categories);
  const { reference } = options;
  if (reference === undefined) {
    const whole = await wholeBatch(dataset);
    const columns = layoutBatch(whole, { bins, categories });
    return profileBatch(whole, { format: "profile@1", rows: 0, columns });
  }
  const parts = [profileBatch(batchFromRows(reference.columns, []), reference)];
  for await (const batch of dataset.batches()) parts.push(profileBatch(batch, reference));
  return mergeProfiles(parts);
}
