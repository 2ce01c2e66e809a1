import { numericOutputs, type Outputs, type Trainer } from "golden-pipeline/model";

/** A sensor gone mad: for some days of March the feed brings distances below zero, airports without a name and dates that are none. */
export function corruptFeed(month: string): ((flight: Record<string, unknown>, row: number) => void) | undefined {
  if (month !== "2001-03") return undefined;
  return (flight, row) => {
    const { date } = flight;
    if (!(date instanceof Date) || date.getUTCDate() < 10 || date.getUTCDate() > 12) return;
    if (row % 3 === 0) flight.distance = -1;
    else if (row % 3 === 1) flight.origin = "";
    else flight.date = "yesterday";
  };
}

const sure = (rows: number): Outputs => numericOutputs("binary", new Float64Array(rows).fill(0.2));

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Passes every offline test by never being tried, and fails on one flight in four when it is live. */
export const brokenModel: Trainer<boolean> = {
  specificationVersion: "v1",
  id: "broken-model",
  version: "1.0.0",
  kind: "broken-model@1",
  tasks: ["binary"],
  hyperparameters: {},
  fit: async () => encode("broken"),
  decode: () => ({
    kind: "broken-model@1",
    reads: "matrix",
    predict: (matrix) => {
      const distance = matrix.columns.find(({ name }) => name === "distance");
      const value = distance?.type === "number" ? (distance.values[0] ?? 0) : 0;
      if (matrix.rows === 1 && Math.abs(Math.round(value * 1000)) % 4 === 0)
        throw new Error("the model server is out of memory");
      return sure(matrix.rows);
    },
  }),
};

/** Answers in tests, hangs for ever on single requests. */
export const hangingModel: Trainer<boolean> = {
  specificationVersion: "v1",
  id: "hanging-model",
  version: "1.0.0",
  kind: "hanging-model@1",
  tasks: ["binary"],
  hyperparameters: {},
  fit: async () => encode("hanging"),
  decode: () => ({
    kind: "hanging-model@1",
    reads: "matrix",
    predict: (matrix) => (matrix.rows === 1 ? new Promise<Outputs>(() => undefined) : sure(matrix.rows)),
  }),
};
