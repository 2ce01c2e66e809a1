import { checkArguments, checkLink, checkOptions, option } from "../core/house.js";
import { defineStage, type Stage } from "../core/index.js";
import { type Dataset, type Split, wholeBatch } from "../dataset/index.js";
import { applyFeatures, type Features, featureSetsCodec, targetsOf } from "../model/house.js";
import type { FeatureSets, LabelledMatrix, ModelName } from "../model/index.js";
import { type Batch, concatBatches, takeRows } from "../schema/index.js";
import { fitFeatures } from "./fit-features.js";

export interface EngineerOptions<Row, Label extends string> {
  /** Earlier labelled rows that histories may look at, besides the split's own; a row that is in both counts twice. */
  readonly history?: Dataset<Row, Label>;
}

export interface Engineer<Row, Label extends string, Target>
  extends Stage<Split<Row, Label>, FeatureSets<Row, Label, Target>> {}

/**
 * Makes features of a split: fitted on the training rows alone, applied to both parts. Test rows see, through histories, whatever was
 * known at their own moment. Rows without a target are left out and counted, and so are training rows whose target was not yet known at
 * the split's `rule.at`: who had trained then could not have had them.
 */
export function engineer<Row, Label extends string, Target>(
  features: Features<Row, Label>,
  name: ModelName<Row, Label, Target>,
  options: EngineerOptions<Row, Label> = {},
): Engineer<Row, Label, Target> {
  checkArguments(
    "engineer",
    { features, name },
    { features: option.nounOf("features", "features, as `features()` makes them"), name: option.modelName },
  );
  checkOptions("engineer", options, { history: option.noun });
  return defineStage({
    id: "engineer",
    version: "1.0.0",
    params: { features: features.fingerprint, model: name.fingerprint, history: options.history?.version ?? null },
    codec: featureSetsCodec<Row, Label, Target>(),
    nouns: [name],
    run: async (split: Split<Row, Label>, { progress }): Promise<FeatureSets<Row, Label, Target>> => {
      checkLink("engineer", "split", split);
      const [train, test] = [await wholeBatch(split.train), await wholeBatch(split.test)];
      const earlier = options.history === undefined ? [] : [await wholeBatch(options.history)];
      const past = concatBatches([...earlier, train]);
      const fitted = fitFeatures(features, { rows: train, past });
      progress(1, 3);
      const cut = Date.parse(String(split.rule.at));
      const trainSet = labelled(name, train, (rows) => applyFeatures(fitted, { rows, past }), {
        knownBefore: Number.isNaN(cut) ? undefined : cut,
      });
      progress(2, 3);
      const testSet = labelled(
        name,
        test,
        (rows) => applyFeatures(fitted, { rows, past: concatBatches([past, test]) }),
        { labels: "labels" in trainSet.targets ? trainSet.targets.labels : undefined },
      );
      return { kind: "feature-sets", name, split, features, fitted, train: trainSet, test: testSet };
    },
  });
}

function labelled<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  batch: Batch,
  apply: (rows: Batch) => LabelledMatrix["matrix"],
  known: { readonly labels?: readonly string[] | undefined; readonly knownBefore?: number | undefined },
): LabelledMatrix {
  const found = targetsOf(name, batch, known.labels, known.knownBefore);
  return { matrix: apply(found.rows.length === batch.length ? batch : takeRows(batch, found.rows)), ...found };
}
