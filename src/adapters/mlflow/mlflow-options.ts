import { type OptionRules, option } from "../../core/house.js";
import { type ServiceOptions, serviceRules } from "../../ports/house.js";

/** How MLflow's tracking server is reached: version 2.0 of its REST interface. */
export interface MlflowOptions extends ServiceOptions {
  /** The name of the experiment that runs belong to; made when it is not there. */
  readonly experiment: string;
}

export const mlflowRules: OptionRules<MlflowOptions> = {
  ...serviceRules,
  experiment: option.required(option.text),
};
