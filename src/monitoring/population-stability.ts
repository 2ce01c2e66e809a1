export { type PopulationStability, populationStability } from "../stats/house.js";
