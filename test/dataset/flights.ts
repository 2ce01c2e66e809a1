import { z } from "zod";
import { type Batch, batchFromRows, contract } from "../../src/schema/index.js";

export const flights = contract(
  "flights",
  z.object({ departedAt: z.date(), origin: z.string(), distance: z.number(), delay: z.int().nullable() }),
  {
    eventTime: "departedAt",
    labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(60) } },
    missing: { default: 0.5 },
    rules: (flight) => ({ "goes far": flight.distance.atLeast(1) }),
  },
);

/** Rows [from, to) of an endless schedule. */
export function schedule(from: number, to: number): Batch {
  const origins = ["ATL", "JFK", "ORD", "LAX", "é"];
  const rows = Array.from({ length: to - from }, (_, index) => {
    const row = from + index;
    return {
      departedAt: new Date(986_083_200_000 + row * 1000),
      origin: origins[(row * 7) % 5],
      distance: 100 + (row % 997) / 8,
      delay: row % 11 === 0 ? null : (row % 90) - 20,
    };
  });
  return batchFromRows(flights.columns, rows);
}
