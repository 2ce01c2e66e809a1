import type { Predictions } from "../../model/index.js";

/** What an application answered, with the champion's answers to the same questions where there is a champion. */
export interface Answers<Out, Target> extends Predictions<Out, Target> {
  readonly champion?: Predictions<Out, Target>;
}
