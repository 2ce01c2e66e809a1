import { option } from "../core/house.js";
import type { Decision } from "./model.js";

/** What a decision has to be wherever it is handed over; of a wrong one every answer would be a yes, or none. */
export const decisionRule = option.object<Decision>({
  threshold: option.share,
  minimumProbability: option.share,
  calibration: option.object<NonNullable<Decision["calibration"]>>({
    slope: option.required(option.number()),
    intercept: option.required(option.number()),
  }),
  abstain: option.object<NonNullable<Decision["abstain"]>>({
    low: option.required(option.number()),
    high: option.required(option.number()),
  }),
});
