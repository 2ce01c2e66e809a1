import { InvalidArgumentError, StateError } from "../../core/index.js";
import type { RolloutState } from "./rollout-state.js";

/** @throws {StateError} the version was rolled back, and nobody says why it is meant all the same. @throws {InvalidArgumentError} the reason says nothing. */
export function refuseRolledBack(
  place: string,
  { rolledBack }: RolloutState,
  version: string,
  evenIfRolledBack: string | undefined,
): void {
  if (evenIfRolledBack !== undefined && evenIfRolledBack.trim() === "")
    throw new InvalidArgumentError(place, "a reason as `evenIfRolledBack`", evenIfRolledBack);
  const before = Object.hasOwn(rolledBack, version) ? rolledBack[version] : undefined;
  if (before === undefined || evenIfRolledBack !== undefined) return;
  throw new StateError({
    place,
    message: `Expected a version that was not rolled back: ${version} was, on ${new Date(before.time).toISOString()} (${before.reason}). Say \`evenIfRolledBack: "…"\` with a reason to use it all the same`,
  });
}
