import type { Prediction } from "../data/index.js";

/** Where predictions are logged: it takes one at once and gives its id; the prediction log of the feedback room is one. */
export interface PredictionSink {
  write(prediction: Omit<Prediction, "id">): { readonly id: string };
}
