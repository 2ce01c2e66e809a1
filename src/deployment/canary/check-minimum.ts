import { InvalidArgumentError } from "../../core/index.js";

/** @throws {InvalidArgumentError} it is not a whole number from 1. */
export function checkMinimum(place: string, minimumRequests: number): void {
  if (!Number.isSafeInteger(minimumRequests) || minimumRequests < 1)
    throw new InvalidArgumentError(place, "`minimumRequests` to be a whole number from 1", minimumRequests);
}
