export { type PopulationStability, populationStability } from "../ports/house.js";
