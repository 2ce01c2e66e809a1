import { type Prediction, predictionId } from "../model/index.js";

const time = Date.UTC(2001, 1, 1);

/** What a router would log, for checks, tests and measurements; a log gives it its id. */
export function newPredictionOf(key: string, more: Partial<Prediction> = {}): Omit<Prediction, "id"> {
  return {
    key,
    unit: `unit of ${key}`,
    model: "late",
    version: "late@1",
    arm: "champion",
    epoch: 1,
    propensity: 1,
    output: 0.3,
    decision: "no",
    eventTime: time,
    knownTime: time,
    receivedTime: time,
    latencyMilliseconds: 1.5,
    row: { at: new Date(time).toISOString(), origin: "ATL", seats: null },
    ...more,
  };
}

/** The same with its id. */
export function predictionOf(key: string, more: Partial<Prediction> = {}): Prediction {
  const prediction = newPredictionOf(key, more);
  return { ...prediction, id: predictionId(prediction) };
}
