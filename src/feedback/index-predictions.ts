import type { Label, Prediction } from "../model/index.js";

/** Predictions by everything a label may call them. */
export interface PredictionIndex {
  /** Each key once, in order. */
  readonly predictions: readonly Prediction[];
  /** The id of the request's own prediction: for a shadow that of the one it shadowed, for a retried request that of the first try. */
  requestOf(prediction: Prediction): string;
  /** The request a label is about and its event time; undefined when there is no such prediction. */
  find(reference: Label["prediction"]): { readonly request: string; readonly eventTime: number } | undefined;
}

export async function indexPredictions(
  given: AsyncIterable<Prediction> | Iterable<Prediction>,
): Promise<PredictionIndex> {
  const predictions: Prediction[] = [];
  const idByKey = new Map<string, string>();
  const firstTries = new Map<string, string>();
  const shadowed = new Map<string, string>();
  for await (const prediction of given) {
    const known = idByKey.get(prediction.key);
    if (known !== undefined) {
      firstTries.set(prediction.id, known);
      continue;
    }
    predictions.push(prediction);
    idByKey.set(prediction.key, prediction.id);
    if (prediction.shadowOf !== undefined) shadowed.set(prediction.id, prediction.shadowOf);
  }
  const firstOf = (id: string): string => firstTries.get(id) ?? id;
  const requestOfId = (id: string): string => {
    const first = firstOf(id);
    const live = shadowed.get(first);
    return live === undefined ? first : firstOf(live);
  };
  const times = new Map<string, number>();
  for (const { id, eventTime } of predictions) {
    const request = requestOfId(id);
    if (!times.has(request)) times.set(request, eventTime);
  }
  return {
    predictions,
    requestOf: ({ id }) => requestOfId(id),
    find(reference) {
      const id = "id" in reference ? reference.id : idByKey.get(reference.key);
      if (id === undefined) return undefined;
      const request = requestOfId(id);
      const eventTime = times.get(request);
      return eventTime === undefined ? undefined : { request, eventTime };
    },
  };
}
