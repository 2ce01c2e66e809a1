/** How much of each side the other has, 0 to 1. */
export interface Overlap {
  /** Shared / of the prediction. */
  readonly precision: number;
  /** Shared / of the gold. */
  readonly recall: number;
}

/** Precision, recall and their harmonic mean from counts; 0 where a side is empty. */
export function overlap(shared: number, ofPrediction: number, ofGold: number): { score: number; details: Overlap } {
  const precision = ofPrediction === 0 ? 0 : shared / ofPrediction;
  const recall = ofGold === 0 ? 0 : shared / ofGold;
  const both = precision + recall;
  return { score: both === 0 ? 0 : (2 * precision * recall) / both, details: { precision, recall } };
}
