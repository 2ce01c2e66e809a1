import { trinoEngine } from "golden-pipeline/adapters/trino";
import { describeFlights } from "../../adapters/describe-flights.js";
import { here, loadTrino } from "./load-trino.js";

describeFlights(async (tables) => {
  await loadTrino(tables);
  return trinoEngine(here());
});
