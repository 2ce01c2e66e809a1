/** What other rooms of the house use of this one; not exported from the package. */

export type { MonitorOptions } from "./monitor-options.js";
export { type PopulationStability, populationStability } from "./population-stability.js";
