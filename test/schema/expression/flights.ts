import { contract, derive } from "golden-pipeline/schema";
import { z } from "zod";

/** The contract that tests of expressions speak about. */
export const flights = contract(
  "flights",
  derive(
    z.object({
      date: z.date(),
      delay: z.int(),
      distance: z.number().min(1),
      origin: z.string(),
      destination: z.string(),
      gate: z.string().nullable(),
      cancelled: z.boolean(),
      diverted: z.boolean().nullable(),
      extra: z.array(z.string()),
    }),
    (raw) => ({ departedAt: raw.date.inZone(raw.origin.lookup({ ATL: "America/New_York" })) }),
  ),
  {
    eventTime: "departedAt",
    labels: {
      delay: { knownAt: (flight) => flight.departedAt.plusMinutes(flight.distance.times(0.13).plus(30)) },
      diverted: { knownAt: (flight) => flight.departedAt.plusMinutes(90) },
    },
  },
);
