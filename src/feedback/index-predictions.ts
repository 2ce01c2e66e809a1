import type { Label, Prediction } from "../model/index.js";

/** A request that labels may be about. */
export interface IndexedRequest {
  /** The id of its own prediction: for a shadow that of the one it shadowed. */
  readonly id: string;
  readonly eventTime: number;
}

/** Predictions by everything a label may call them. */
export interface PredictionIndex {
  /** Each id once, in order. */
  readonly predictions: readonly Prediction[];
  /** The requests a label is about: one by id, one for each model by key; none when there is no such prediction. */
  find(reference: Label["prediction"]): readonly IndexedRequest[];
}

/** The id of the request's own prediction: for a shadow that of the one it shadowed. */
export function requestOf({ id, shadowOf }: Prediction): string {
  return shadowOf ?? id;
}

/** A request that was retried after a restart stands twice under one id: it is one prediction, the first. */
export async function indexPredictions(
  given: AsyncIterable<Prediction> | Iterable<Prediction>,
): Promise<PredictionIndex> {
  const byId = new Map<string, Prediction>();
  const times = new Map<string, number>();
  // A key of one model's request, as nearly all are, needs no array.
  const byKey = new Map<string, string | readonly string[]>();
  for await (const prediction of given) {
    const { id, key, eventTime } = prediction;
    if (byId.has(id)) continue;
    byId.set(id, prediction);
    const request = requestOf(prediction);
    if (!times.has(request)) times.set(request, eventTime);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, request);
    else if (known !== request) byKey.set(key, [...new Set([known, request].flat())]);
  }
  const requestsNamed = (reference: Label["prediction"]): readonly string[] => {
    if ("key" in reference) return [byKey.get(reference.key) ?? []].flat();
    const prediction = byId.get(reference.id);
    return [prediction === undefined ? reference.id : requestOf(prediction)];
  };
  return {
    predictions: [...byId.values()],
    find: (reference) =>
      requestsNamed(reference).flatMap((id) => {
        const eventTime = times.get(id);
        return eventTime === undefined ? [] : { id, eventTime };
      }),
  };
}
