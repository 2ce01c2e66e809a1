import { features } from "golden-pipeline/features";
import { model } from "golden-pipeline/model";
import { contract, derive, type InputRow, type LabelOf, type RowOf } from "golden-pipeline/schema";
import { gradientBoosting, logisticRegression } from "golden-pipeline/training";
import { z } from "zod";
import { airportsFile } from "./files.js";
import { brokenModel, hangingModel } from "./sabotage.js";
import { airportZones } from "./zones.js";

const zones = airportZones(airportsFile);

/** US flights as the Department of Transportation tells them: `date` is the actual local departure, `delay` the arrival delay in minutes. */
export const flights = contract(
  "flights",
  derive(
    z.object({
      date: z.date(),
      delay: z.int(),
      distance: z.int().min(1),
      origin: z.string().length(3),
      destination: z.string().length(3),
    }),
    (raw) => ({ departedAt: raw.date.inZone(raw.origin.lookup(zones)) }),
  ),
  {
    eventTime: "departedAt",
    // Nobody tells when a flight landed; a plane of the time flies about 13 minutes per 100 miles, and half an hour goes for the rest.
    labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(flight.distance.times(0.13).plus(30)) } },
    missing: { default: 0.01 },
    rules: (flight) => ({
      "goes somewhere": flight.origin.differsFrom(flight.destination),
      "makes up no more than its whole flight": flight.delay.atLeast(flight.distance.times(-0.13).minus(30)),
      "is not a day off by the clock": flight.delay.between(1390, 1490).not(),
    }),
  },
);

export type Flight = RowOf<typeof flights>;
/** A flight at wheels-off: everything but its delay. */
export type DepartingFlight = InputRow<Flight, LabelOf<typeof flights>>;

/** Will this flight arrive 15 minutes late or more? */
export const late = model("late-flights", flights, {
  target: (flight) => flight.delay.atLeast(15),
  kinds: [logisticRegression(), gradientBoosting(), brokenModel, hangingModel],
});

// A third of the neighbours are out of UTC order, so the hour is read on the origin's own clock.
/** The hour of the day alone: what anybody would guess from. */
export const hourOnly = features(flights, (flight) => ({
  hour: flight.departedAt.hourOfDay({ zone: flight.origin.lookup(zones) }).cyclical(),
}));

/** What an airline's dispatcher would look at. */
export const dispatcher = features(flights, (flight) => ({
  hour: flight.departedAt.hourOfDay({ zone: flight.origin.lookup(zones) }),
  weekday: flight.departedAt.dayOfWeek({ zone: flight.origin.lookup(zones) }).cyclical(),
  distance: flight.distance.standardize(),
  origin: flight.origin.oneHot({ maxCategories: 60 }),
  destination: flight.destination.oneHot({ maxCategories: 60 }),
  delayAtOrigin: flight.origin.history({ window: "6h" }).mean("delay"),
  lateAtOrigin: flight.origin.history({ window: "2h" }).mean((past) => past.delay.atLeast(15)),
  delayToDestination: flight.destination.history({ window: "6h" }).mean("delay"),
}));
