import type { Prediction } from "../model/index.js";

/** Where predictions are logged: it takes one at once and gives its id; the prediction log of the feedback room is one. When it throws, the answer is given all the same, without an id, and counted as unlogged. */
export interface PredictionSink {
  write(prediction: Omit<Prediction, "id">): { readonly id: string };
}
