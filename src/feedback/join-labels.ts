import { checkArguments, checkOptions, type OptionRules, option } from "../core/house.js";
import type { Label, Prediction } from "../model/index.js";
import { DDSketch, type DDSketchJson } from "../stats/index.js";
import { indexPredictions, requestOf } from "./index-predictions.js";
import { resolveLabels } from "./resolve-labels.js";
import { supersededIds } from "./superseded-ids.js";

/** A prediction with what turned out. */
export interface JoinedPrediction {
  readonly prediction: Prediction;
  /** The id of the request's own prediction: for a shadow that of the prediction it shadowed. */
  readonly request: string;
  /** What counts; where several labels state different columns, the most trusted one with the values of all of them. */
  readonly label: Label | undefined;
  /** The labels whose values count. */
  readonly counted: readonly Label[];
  /** Labels that another one takes the place of, and labels that state nothing. */
  readonly superseded: readonly Label[];
  /** Label columns on which equally trusted people disagree: what most of them say counts. Nearly always none. */
  readonly disputed: readonly string[];
}

export interface JoinedLabels {
  /** Every prediction once, in order; of two with one id the first. */
  readonly rows: readonly JoinedPrediction[];
  /** Labels of predictions that are not there (yet): they stay in their log, so that a later join finds them. */
  readonly orphans: readonly Label[];
  /** Share of the requests that have a label, shadows not counted again; undefined of none. A label whose values are all null is none. */
  readonly coverage: number | undefined;
  /** Requests whose labels people disagree about. */
  readonly disputed: number;
  /** Milliseconds from a request to its first label, each request once; a later correction is no delay. */
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

const rules: OptionRules<JoinLabelsOptions> = {
  predictions: option.required(option.stream),
  labels: option.required(option.stream),
  horizonMilliseconds: option.number({ minimum: 0, infinite: true }),
};

/**
 * Joins labels to predictions by id or by the caller's key, whatever logs they were read from; a shadow's prediction gets the label of the
 * prediction it shadowed. Holds both in memory: join by day or month where there are many.
 * @throws {InvalidArgumentError} the horizon is negative or no number.
 */
export async function joinLabels(options: JoinLabelsOptions): Promise<JoinedLabels> {
  checkArguments("join labels", { options }, { options: option.noun });
  checkOptions("join labels", options, rules);
  const { horizonMilliseconds = Number.POSITIVE_INFINITY } = options;
  const index = await indexPredictions(options.predictions);
  const seen = new Set<string>();
  const taken: Label[] = [];
  const byRequest = new Map<string, Label[]>();
  const orphans: Label[] = [];
  const late: Label[] = [];
  for await (const label of options.labels) {
    if (seen.has(label.id)) continue;
    seen.add(label.id);
    const about = index.find(label.prediction);
    const inTime = about.filter(
      ({ eventTime }) => label.source === "expert" || label.knownTime - eventTime <= horizonMilliseconds,
    );
    if (about.length === 0) orphans.push(label);
    else if (inTime.length === 0) late.push(label);
    else taken.push(label);
    for (const { id } of inTime) {
      const others = byRequest.get(id);
      if (others === undefined) byRequest.set(id, [label]);
      else others.push(label);
    }
  }
  const gone = supersededIds(taken);
  const labelDelay = new DDSketch();
  const requests = new Set<string>();
  let labelled = 0;
  let disputed = 0;
  const none: readonly never[] = [];
  const rows = index.predictions.map((prediction): JoinedPrediction => {
    const request = requestOf(prediction);
    const labels = byRequest.get(request) ?? none;
    const found = resolveLabels(labels, gone);
    if (!requests.has(request)) {
      requests.add(request);
      if (found !== undefined) {
        labelled++;
        if (found.disputed.length > 0) disputed++;
        const known = labels.reduce((first, { knownTime }) => Math.min(first, knownTime), Number.POSITIVE_INFINITY);
        labelDelay.add(Math.max(0, known - prediction.eventTime));
      }
    }
    return {
      prediction,
      request,
      label: found?.label,
      counted: found?.counted ?? none,
      superseded: found?.superseded ?? labels,
      disputed: found?.disputed ?? none,
    };
  });
  return {
    rows,
    orphans,
    late,
    coverage: requests.size === 0 ? undefined : labelled / requests.size,
    disputed,
    labelDelay: labelDelay.toJSON(),
  };
}
