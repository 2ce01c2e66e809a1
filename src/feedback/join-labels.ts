import type { Label, Prediction } from "../data/index.js";
import { DDSketch, type DDSketchJson } from "../stats/index.js";
import { resolveLabels } from "./resolve-labels.js";

/** A prediction with what turned out. */
export interface JoinedPrediction {
  readonly prediction: Prediction;
  readonly label: Label | undefined;
  readonly superseded: readonly Label[];
}

export interface JoinedLabels {
  /** Every prediction once, in order. */
  readonly rows: readonly JoinedPrediction[];
  /** Labels of predictions that are not there, kept for a later join. */
  readonly orphans: readonly Label[];
  /** Share of the predictions that have a label; undefined of none. */
  readonly coverage: number | undefined;
  /** Milliseconds from prediction to label known. */
  readonly labelDelay: DDSketchJson;
  /** Labels known later than the horizon, left out. */
  readonly late: readonly Label[];
}

export interface JoinLabelsOptions {
  readonly predictions: AsyncIterable<Prediction> | Iterable<Prediction>;
  readonly labels: AsyncIterable<Label> | Iterable<Label>;
  /** Labels known this long after the prediction are left out and listed as late, corrections by people excepted. Milliseconds. @default no limit */
  readonly horizonMilliseconds?: number;
}

/**
 * Joins labels to predictions by id or by the caller's key; a shadow's prediction gets the label of the prediction it shadowed.
 * Holds both in memory: join by day or month where there are many.
 */
export async function joinLabels(options: JoinLabelsOptions): Promise<JoinedLabels> {
  const { horizonMilliseconds = Number.POSITIVE_INFINITY } = options;
  const predictions: Prediction[] = [];
  const idByKey = new Map<string, string>();
  const times = new Map<string, number>();
  const shadowed = new Map<string, string>();
  for await (const prediction of options.predictions) {
    predictions.push(prediction);
    idByKey.set(prediction.key, prediction.id);
    times.set(prediction.id, prediction.eventTime);
    if (prediction.shadowOf !== undefined) shadowed.set(prediction.id, prediction.shadowOf);
  }
  const byPrediction = new Map<string, Label[]>();
  const orphans: Label[] = [];
  const late: Label[] = [];
  for await (const label of options.labels) {
    const id = "id" in label.prediction ? label.prediction.id : idByKey.get(label.prediction.key);
    const made = id === undefined ? undefined : times.get(id);
    if (id === undefined || made === undefined) orphans.push(label);
    else if (label.source !== "expert" && label.knownTime - made > horizonMilliseconds) late.push(label);
    else {
      // A label that names the shadow's own prediction is about the same request.
      const about = shadowed.get(id) ?? id;
      byPrediction.set(about, [...(byPrediction.get(about) ?? []), label]);
    }
  }
  const labelDelay = new DDSketch();
  let labelled = 0;
  const rows = predictions.map((prediction): JoinedPrediction => {
    const found = resolveLabels(byPrediction.get(prediction.shadowOf ?? prediction.id) ?? []);
    if (found === undefined) return { prediction, label: undefined, superseded: [] };
    labelled++;
    labelDelay.add(Math.max(0, found.label.knownTime - prediction.eventTime));
    return { prediction, ...found };
  });
  return {
    rows,
    orphans,
    late,
    coverage: rows.length === 0 ? undefined : labelled / rows.length,
    labelDelay: labelDelay.toJSON(),
  };
}
