import { InvalidArgumentError } from "../../core/index.js";
import { hashUnit, parts } from "./hash-unit.js";

/** Who answers whom, from one moment to the next: never changed, only replaced as a whole. */
export interface RoutingTable {
  /** Counts the changes: effects are computed within an epoch. */
  readonly epoch: number;
  readonly champion: string;
  /** The canary's version, its share in parts per million, and what places are drawn by: its own for each canary, so that two do not get the same users. */
  readonly canary: { readonly version: string; readonly share: number; readonly salt: string } | undefined;
}

/** One unit's arm and the probability with which units get it. */
export interface Assignment {
  readonly arm: "champion" | "canary";
  readonly version: string;
  readonly propensity: number;
}

/**
 * The arm of a unit. Canaries own the places from 0 up to their share, so raising the share only moves units from the champion
 * to the canary and never back; a request without a unit goes to the champion.
 */
export function assign({ champion, canary }: RoutingTable, unit: string | undefined): Assignment {
  if (canary === undefined) return { arm: "champion", version: champion, propensity: 1 };
  const share = canary.share / parts;
  if (unit !== undefined && hashUnit(canary.salt, unit) < canary.share)
    return { arm: "canary", version: canary.version, propensity: share };
  return { arm: "champion", version: champion, propensity: unit === undefined ? 1 : 1 - share };
}

/** A share between 0 and 1 as parts per million. @throws {InvalidArgumentError} it is not between 0 and 1. */
export function toParts(place: string, share: number): number {
  if (!(share >= 0 && share <= 1)) throw new InvalidArgumentError(place, "`share` between 0 and 1", share);
  return Math.round(share * parts);
}
