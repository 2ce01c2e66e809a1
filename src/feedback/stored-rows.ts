import { DamagedError } from "../core/index.js";
import type { Label, Prediction } from "../model/index.js";

type Facts = Readonly<Record<string, unknown>>;

/** A row of a prediction log. @throws {DamagedError} it is none. */
export function asPrediction(row: unknown, log: string): Prediction {
  if (isPrediction(row)) return row;
  throw notOne("prediction", row, log);
}

/** A row of a label log. @throws {DamagedError} it is none. */
export function asLabel(row: unknown, log: string): Label {
  if (isLabel(row)) return row;
  throw notOne("label", row, log);
}

function isPrediction(row: unknown): row is Prediction {
  if (!isFacts(row)) return false;
  return (
    typeof row.id === "string" &&
    typeof row.key === "string" &&
    typeof row.unit === "string" &&
    typeof row.version === "string" &&
    typeof row.arm === "string" &&
    typeof row.propensity === "number" &&
    hasTimes(row) &&
    isFacts(row.row)
  );
}

function isLabel(row: unknown): row is Label {
  if (!isFacts(row)) return false;
  return (
    typeof row.id === "string" &&
    typeof row.key === "string" &&
    typeof row.source === "string" &&
    hasTimes(row) &&
    isFacts(row.prediction) &&
    isFacts(row.values)
  );
}

function isFacts(value: unknown): value is Facts {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasTimes({ eventTime, knownTime, receivedTime }: Facts): boolean {
  return typeof eventTime === "number" && typeof knownTime === "number" && typeof receivedTime === "number";
}

function notOne(what: string, row: unknown, log: string): DamagedError {
  const id = isFacts(row) && typeof row.id === "string" ? row.id : log;
  return new DamagedError(id, {
    place: `log ${log}`,
    message: `Expected every row to be a ${what}, got one with ${isFacts(row) ? Object.keys(row).join(", ") : typeof row}: only a ${what} log may write there`,
  });
}
