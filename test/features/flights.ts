import { batchFromRows, contract, type RowOf } from "golden-pipeline/schema";
import { z } from "zod";

/** The contract that tests of features speak about: a delay is known when the plane has landed. */
export const flights = contract(
  "flights",
  z.object({
    departedAt: z.date(),
    origin: z.string(),
    carrier: z.string().nullable(),
    distance: z.number(),
    taxi: z.number().nullable(),
    charter: z.boolean(),
    delay: z.int().nullable(),
  }),
  {
    eventTime: "departedAt",
    labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(flight.distance.times(0.13).plus(30)) } },
    missing: { default: 1 },
  },
);
export type Flight = RowOf<typeof flights>;

export const start = Date.UTC(2001, 3, 1);

/** A day with a flight every few minutes from three airports. */
export function schedule(length: number): Flight[] {
  return Array.from({ length }, (_, row) => ({
    departedAt: new Date(start + row * 5 * 60_000),
    origin: ["ATL", "JFK", "ORD"][(row * 7) % 3] as string,
    carrier: row % 5 === 0 ? null : row % 2 === 0 ? "AA" : "DL",
    distance: 100 + ((row * 37) % 900),
    taxi: row % 4 === 0 ? null : (row % 13) / 2,
    charter: row % 6 === 0,
    delay: row % 9 === 0 ? null : ((row * 31) % 97) - 20,
  }));
}

export const batchOf = (rows: readonly Flight[]) => batchFromRows(flights.columns, rows);
