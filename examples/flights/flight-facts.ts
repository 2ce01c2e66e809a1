import type { FlightEvent } from "./world.js";

/** The row as the feed brings it. */
export function rawOf({ date, delay, distance, origin, destination }: FlightEvent): Record<string, unknown> {
  return { date, delay, distance, origin, destination };
}

/** Flights have no number here: route and take-off time tell them apart. */
export function keyOf({
  origin,
  destination,
  departedAt,
  distance,
}: Pick<FlightEvent, "origin" | "destination" | "departedAt" | "distance">): string {
  return `${origin}-${destination}-${distance}-${departedAt.toISOString()}`;
}
