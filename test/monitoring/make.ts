import { profileRows } from "../../src/dataset/index.js";
import { numericOutputs, profileModel } from "../../src/model/index.js";
import type { Observation } from "../../src/monitoring/index.js";

const rows = Array.from({ length: 1000 }, (_, row) => ({ amount: row % 100, country: row % 3 === 0 ? "FR" : "DE" }));

export const reference = profileModel({
  inputs: profileRows({ amount: "number", country: "text" }, rows),
  outputs: numericOutputs(
    "binary",
    Float64Array.from(rows, ({ amount }) => amount / 100),
  ),
});

export const hour = 3_600_000;

/** Request number `request`, one a minute. */
export function observationOf(request: number): Observation {
  return {
    row: rows[request % 1000] as object,
    output: (request % 100) / 100,
    time: request * 60_000,
    latencyMilliseconds: 3,
  };
}
