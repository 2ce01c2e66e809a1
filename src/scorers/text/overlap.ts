/** How much of each side the other has, 0 to 1. */
export interface Overlap {
  /** Shared / of the answer. */
  readonly precision: number;
  /** Shared / of the gold. */
  readonly recall: number;
}

/** Precision, recall and their harmonic mean from counts; 0 where a side is empty. */
export function overlap(shared: number, ofGold: number, ofAnswer: number): { score: number; details: Overlap } {
  const precision = ofAnswer === 0 ? 0 : shared / ofAnswer;
  const recall = ofGold === 0 ? 0 : shared / ofGold;
  const both = precision + recall;
  return { score: both === 0 ? 0 : (2 * precision * recall) / both, details: { precision, recall } };
}
