import type { NewLabel, NewPrediction } from "../../src/feedback/index.js";
import type { Label, Prediction } from "../../src/model/index.js";

export const hour = 3_600_000;
export const start = Date.UTC(2001, 1, 1);

/** A prediction of the champion about request `key`. */
export function predictionOf(key: string, more: Partial<Prediction> = {}): NewPrediction {
  return {
    key,
    unit: key,
    model: "late",
    version: "late@1",
    arm: "champion",
    epoch: 1,
    propensity: 1,
    output: 0.3,
    decision: "no",
    eventTime: start,
    knownTime: start,
    receivedTime: start,
    latencyMilliseconds: 1,
    row: { departedAt: new Date(start).toISOString(), origin: "ATL" },
    ...more,
  };
}

/** An outcome that was known an hour after `start`. */
export function labelOf(key: string, about: Label["prediction"], more: Partial<NewLabel> = {}): NewLabel {
  return {
    key,
    prediction: about,
    values: { delay: 7 },
    source: "outcome",
    eventTime: start,
    knownTime: start + hour,
    ...more,
  };
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
